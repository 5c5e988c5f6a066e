"""The catalogue in Wagtail's admin: what curators and editors see and do under `/cms/`."""
