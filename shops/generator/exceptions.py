"""What can keep a catalogue from being generated."""


class GeneratorError(Exception):
    """Base of the generator's errors."""


class NoRegions(GeneratorError):
    """There is nowhere to put a shop."""

    def __init__(self) -> None:
        super().__init__("There are no regions yet. Run `python manage.py load_regions` first.")
