"""Whole pages kept until something they show changes."""
