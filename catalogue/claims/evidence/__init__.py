"""Evidence of claims: what is taken, how much of it, and that none of it can run."""
