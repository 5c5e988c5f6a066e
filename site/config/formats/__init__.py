"""How dates are written in each language, where Django's own formats shorten the month."""
