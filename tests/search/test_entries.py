"""Entries of the embedded index that are made of what is kept of them."""

from search.engines.embedded.schema import HELD, entry, read_card, with_claims
from search.factories import make_claims, make_document


def test_an_entry_does_not_grow_with_every_change_of_its_claims() -> None:
    kept = entry(make_document(1, "Brem", claims=["halal"]))

    for number in range(250):
        kept = with_claims(kept, make_claims(1, [f"kind-{number}"], until=number))

    card = read_card(kept)
    assert (card.title, card.claims, card.lapses_on) == ("Brem", ["kind-249"], 249)
    assert len(kept[HELD]) <= 100
