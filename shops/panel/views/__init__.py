"""The pages of the seller panel, by subject."""
