"""The things that can be drawn, grouped by what they are made of."""
