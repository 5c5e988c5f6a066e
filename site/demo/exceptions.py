"""What can go wrong with the sample region."""


class DemoError(Exception):
    """Base of this room's errors."""


class SampleDataInvalid(DemoError):
    """A sample file says something that does not fit; the message names file, shop and entry."""


class DemoNotAllowed(DemoError):
    """Sample people and shops may not be made under these settings."""
