"""Curation: the workflow through which a product goes live or comes back with a comment."""
