"""The reasons that the project ships; staff edit them in the CMS."""

import json
from pathlib import Path

from django.db import transaction

from shops.review.models import ReportReason, ReturnReason

FILE = Path(__file__).resolve().parents[1] / "data" / "reasons.json"


@transaction.atomic
def load_reasons() -> int:
    """Add the shipped reasons that are missing; what staff have changed stays. Returns how many are new."""
    shipped = json.loads(FILE.read_text(encoding="utf-8"))
    added = 0
    for model, name in ((ReturnReason, "return"), (ReportReason, "report")):
        known = set(model._default_manager.values_list("code", flat=True))
        for place, row in enumerate(shipped[name]):
            if row["code"] not in known:
                model._default_manager.create(display_order=place, **row)
                added += 1
    return added
