"""Values written in both languages: Indonesian always, English where someone has written it."""

from typing import Any, overload

from django.utils.translation import get_language

from media.languages import in_indonesian


class InLanguage:
    """Reads `field_en` when the reader's language is English and it is not empty, else `field`, marked.

    `label = InLanguage("name")` on a model with `name` and `name_en`.
    """

    def __init__(self, field: str) -> None:
        self.field = field

    @overload
    def __get__(self, instance: None, owner: type) -> "InLanguage": ...

    @overload
    def __get__(self, instance: Any, owner: type) -> str: ...

    def __get__(self, instance: Any, owner: type) -> "InLanguage | str":
        if instance is None:
            return self
        english: str = getattr(instance, f"{self.field}_en") if get_language() == "en" else ""
        return english or in_indonesian(getattr(instance, self.field))
