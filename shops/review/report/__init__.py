"""What the curators' work comes to: how long a decision takes, what waits now, why things come back."""
