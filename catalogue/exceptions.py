"""What can go wrong in the catalogue. Views turn these into a message and a status."""


class CatalogueError(Exception):
    """The catalogue's base error."""


class NotEditable(CatalogueError):
    """The product is locked by a colleague, or waits for a decision and may not change meanwhile."""


class DraftMovedOn(CatalogueError):
    """Somebody saved another draft since this edit began; nothing was overwritten."""


class AlreadySubmitted(CatalogueError):
    """The product already waits for curation."""


class NotSubmitted(CatalogueError):
    """The product does not wait for curation, so there is nothing to withdraw or decide."""


class WaitsForDecision(CatalogueError):
    """The product waits for curation; it is approved or returned there, and nothing else meanwhile."""


class NothingToReview(CatalogueError):
    """The product is live as it is: no edit waits to be submitted."""


class NoCurationWorkflow(CatalogueError):
    """No active workflow reviews products; `shops.curation.services.ensure_curation_workflow` makes one."""


class PicturesWithoutWords(CatalogueError):
    """Pictures of the draft have no alternative text; `places` counts from one."""

    def __init__(self, places: list[int]) -> None:
        super().__init__(places)
        self.places = places


class SkuTaken(CatalogueError):
    """Another product of the shop has this SKU."""

    def __init__(self, sku: str) -> None:
        super().__init__(sku)
        self.sku = sku


class StockBelowAllocated(CatalogueError):
    """The stock may not fall below what is promised to open orders."""

    def __init__(self, *, requested: int, allocated: int) -> None:
        super().__init__(requested, allocated)
        self.requested = requested
        self.allocated = allocated
