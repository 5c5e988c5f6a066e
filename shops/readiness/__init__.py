"""Readiness ("naik kelas"): how far a shop or a product is, what is missing, and how that grew."""
