"""Claims: verifiable statements about a shop or a product, and the kinds of claim that staff define."""
