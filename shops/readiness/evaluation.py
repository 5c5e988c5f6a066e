"""From requirements and facts to a score, a level and an ordered list of what is to be done. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from catalogue.languages import InLanguage
from shops.readiness.facts import ProductFacts, ShopFacts
from shops.readiness.rules import RULES, Finding, Place, Subject

Facts = ProductFacts | ShopFacts
COMPUTED, ATTESTED, VERIFIED = "computed", "attested", "verified"


@dataclass(frozen=True)
class DimensionValue:
    """One side of being ready, in both languages."""

    code: str
    name: str
    name_en: str

    label = InLanguage("name")


@dataclass(frozen=True)
class LevelValue:
    """A level, in both languages, and the score from which it is reached."""

    code: str
    name: str
    name_en: str
    minimum: int
    meaning: str = ""
    meaning_en: str = ""
    counts_as_ready: bool = False
    pk: int | None = None

    label = InLanguage("name")
    text = InLanguage("meaning")


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A requirement as a value: `categories` are paths of slugs; of `claim_kinds`, codes, one is enough."""

    code: str
    dimension: DimensionValue
    subject: str
    kind: str
    name: str
    name_en: str = ""
    help: str = ""
    help_en: str = ""
    example: str = ""
    example_en: str = ""
    weight: int = 5
    is_blocking: bool = False
    rule: str = ""
    at_least: int = 1
    each_at_least: int = 0
    claim_kinds: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    except_categories: tuple[str, ...] = ()
    product_classes: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    label = InLanguage("name")
    help_text = InLanguage("help")
    example_text = InLanguage("example")

    @property
    def place(self) -> Place:
        """Where the seller mends it."""
        if self.kind == COMPUTED:
            return RULES[self.rule].place
        return Place.READINESS if self.kind == ATTESTED else Place.CLAIMS

    @property
    def anchor(self) -> str:
        """The part of that page where it is asked; empty for the page as a whole."""
        return RULES[self.rule].anchor if self.kind == COMPUTED else ""

    def look(self, facts: Facts) -> Finding:
        """How far these facts go."""
        if self.kind == COMPUTED:
            return RULES[self.rule].look(facts, self)
        if self.kind == ATTESTED:
            return Finding(int(self.code in facts.attested), 1)
        return Finding(int(not self.claim_kinds.isdisjoint(facts.claims)), 1)

    def is_asked_in(self, category: str, product_class: str, sector: str) -> bool:
        """Whether it is asked of what lies in this category, class and sector."""
        return (
            (not self.categories or _lies_in(category, self.categories))
            and not _lies_in(category, self.except_categories)
            and (not self.product_classes or product_class in self.product_classes)
            and (not self.sectors or sector in self.sectors)
        )


@dataclass(frozen=True)
class Requirements:
    """All that is asked, in order, with the levels from the lowest up."""

    criteria: Sequence[Criterion] = ()
    levels: Sequence[LevelValue] = ()
    _asked: dict[tuple[str, ...], tuple[Criterion, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def by_code(self) -> Mapping[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    def asked_of(self, facts: Facts) -> tuple[Criterion, ...]:
        """The criteria for this kind of thing, remembered: a recount of everything asks for few kinds."""
        if isinstance(facts, ProductFacts):
            subject, kind = Subject.PRODUCT, (facts.category, facts.product_class, facts.sector)
        else:
            subject, kind = Subject.SHOP, ("", "", facts.sector)
        key = (subject.value, *kind)
        if key not in self._asked:
            self._asked[key] = tuple(
                criterion
                for criterion in self.criteria
                if criterion.subject == subject and criterion.is_asked_in(*kind)
            )
        return self._asked[key]

    def level_at(self, score: int) -> LevelValue | None:
        """The highest level that this score reaches; the lowest there is where it reaches none."""
        reached = [level for level in self.levels if level.minimum <= score]
        if reached:
            return reached[-1]
        return self.levels[0] if self.levels else None


@dataclass(frozen=True)
class TodoItem:
    """Something that is missing: `points` is what the score gains by it, `have` of `want` how far it is."""

    criterion: Criterion
    points: int
    have: int
    want: int

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def kind(self) -> str:
        return self.criterion.kind

    @property
    def label(self) -> str:
        return self.criterion.label

    @property
    def help(self) -> str:
        return self.criterion.help_text

    @property
    def example(self) -> str:
        return self.criterion.example_text

    @property
    def dimension(self) -> DimensionValue:
        return self.criterion.dimension

    @property
    def is_blocking(self) -> bool:
        return self.criterion.is_blocking

    @property
    def place(self) -> Place:
        return self.criterion.place


@dataclass(frozen=True)
class DimensionScore:
    """How far one dimension is, 0 to 100; only dimensions in which something is asked have one."""

    dimension: DimensionValue
    score: int

    @property
    def code(self) -> str:
        return self.dimension.code

    @property
    def label(self) -> str:
        return self.dimension.label


@dataclass(frozen=True)
class Readiness:
    """How ready a shop or a product is. `todo` begins with what blocks and what brings the most points.

    `met` is what is there already; `not_measurable` is what counts neither way, for there is nothing to
    measure yet. `next_level` is None at the top.
    """

    score: int
    level: LevelValue | None
    dimensions: Sequence[DimensionScore]
    todo: Sequence[TodoItem]
    met: Sequence[Criterion] = ()
    not_measurable: Sequence[Criterion] = ()
    next_level: LevelValue | None = None

    @property
    def blocking(self) -> Sequence[TodoItem]:
        """What has to be done before it can be handed to the curators."""
        return [item for item in self.todo if item.is_blocking]

    @property
    def may_submit(self) -> bool:
        return not self.blocking

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all: no requirements are loaded."""
        return not (self.todo or self.met)


def evaluate(requirements: Requirements, facts: Facts) -> Readiness:
    """Hold the facts against the requirements.

    The score is the weight of what is met in a hundred parts of the weight of all that is asked and can be
    measured, rounded down: 100 means that nothing is missing. With nothing asked it is 100.
    """
    found = [(criterion, criterion.look(facts)) for criterion in requirements.asked_of(facts)]
    counted = [(criterion, finding) for criterion, finding in found if finding.have is not None]
    total = sum(criterion.weight for criterion, _finding in counted)
    score = _score(counted)
    return Readiness(
        score=score,
        level=requirements.level_at(score),
        dimensions=_dimension_scores(counted),
        todo=_todo(counted, total),
        met=[criterion for criterion, finding in counted if finding.is_met],
        not_measurable=[criterion for criterion, finding in found if finding.have is None],
        next_level=next((level for level in requirements.levels if level.minimum > score), None),
    )


Found = Sequence[tuple[Criterion, Finding]]


def _score(found: Found) -> int:
    total = sum(criterion.weight for criterion, _finding in found)
    reached = sum(criterion.weight for criterion, finding in found if finding.is_met)
    return reached * 100 // total if total else 100


def _dimension_scores(found: Found) -> list[DimensionScore]:
    """In the order in which the requirements name the dimensions."""
    by_dimension: dict[str, list[tuple[Criterion, Finding]]] = {}
    for criterion, finding in found:
        by_dimension.setdefault(criterion.dimension.code, []).append((criterion, finding))
    return [DimensionScore(part[0][0].dimension, _score(part)) for part in by_dimension.values()]


def _todo(found: Found, total: int) -> list[TodoItem]:
    missing = [
        TodoItem(criterion, max(1, criterion.weight * 100 // total), finding.have or 0, finding.want)
        for criterion, finding in found
        if not finding.is_met
    ]
    return sorted(missing, key=lambda item: (not item.is_blocking, -item.points))


def _lies_in(category: str, categories: Iterable[str]) -> bool:
    return any(category == path or category.startswith(f"{path}/") for path in categories)
