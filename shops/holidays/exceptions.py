"""What can be wrong with a holiday."""


class HolidayError(Exception):
    """The holidays' base error."""


class HolidayBackwards(HolidayError):
    """The last day lies before the first."""


class HolidayOver(HolidayError):
    """The last day has passed already where the shop is."""


class HolidayTooLong(HolidayError):
    """Longer than `MOST_DAYS`: who is away that long closes the shop."""
