"""What can go wrong in the catalogue. Views turn these into a message and a status."""


class CatalogueError(Exception):
    """The catalogue's base error."""


class NotEditable(CatalogueError):
    """The product is locked by a colleague, or waits for a decision and may not change meanwhile."""


class AlreadySubmitted(CatalogueError):
    """The product already waits for curation."""
