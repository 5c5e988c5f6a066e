"""What can go wrong with the sample region."""

from collections.abc import Sequence


class DemoError(Exception):
    """Base of this room's errors."""


class SampleDataInvalid(DemoError):
    """A sample file says something that does not fit; the message names file, shop and entry."""


class DemoNotAllowed(DemoError):
    """Sample people and shops may not be made under these settings."""

    def __init__(self) -> None:
        super().__init__(
            "These settings do not allow sample data: it makes accounts that anybody could know of. "
            "Use development settings, or set DEMO_ALLOWED."
        )


class RegionsMissing(DemoError):
    """Places of sample shops are not in the database."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            f"The regions {', '.join(codes[:5])}{' …' if len(codes) > 5 else ''} are missing. "
            "Run `python manage.py load_regions` first."
        )
