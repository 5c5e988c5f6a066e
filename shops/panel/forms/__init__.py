"""The forms of the seller panel."""
