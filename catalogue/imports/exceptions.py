"""What can go wrong with an import as a whole. Problems of a single row are `Refusal`s, not exceptions."""

from catalogue.imports.rules import RULES, Params


class ProductImportError(Exception):
    """Base of everything an import raises on purpose."""


class FileRefused(ProductImportError):
    """The file cannot be imported at all; `rule` is a code of `rules.RULES`, `params` fill its text."""

    def __init__(self, rule: str, **params: str | int) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params: Params = params

    @property
    def message(self) -> str:
        return RULES[self.rule].message_for(self.params)

    @property
    def remedy(self) -> str:
        return RULES[self.rule].remedy_for(self.params)


class MappingInvalid(FileRefused):
    """A mapping file is not valid; `params["place"]` is the dotted path of the entry at fault."""


class ValueRefused(ProductImportError):
    """One cell breaks a rule; `validation` turns it into a `Refusal`."""

    def __init__(self, rule: str, **params: str | int) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params: Params = params
