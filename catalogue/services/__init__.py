"""Every write of a product: its content and drafts, its price and stock, its way to the curators."""
