"""Who works for a shop: its team, invitations by mail, and requests to join."""
