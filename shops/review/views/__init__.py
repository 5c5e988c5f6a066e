"""The curators' desk in the CMS."""
