"""Plausible, invented Indonesian catalogues of any size, for measuring and for the sample region."""
