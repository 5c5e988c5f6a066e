"""The public pages: each view reads the address, asks one query or service, and chooses the response."""
