"""Which products are nearest to one."""

from decimal import Decimal

from search.contract import Hit
from storefront.neighbours import Example, nearest


def hit(number: int, title: str, price: int | None = 10_000, shop: str | None = None) -> Hit:
    return Hit(number, title, shop or f"toko-{number}", "Kota Semarang", price, 1.0)


def test_shared_words_count_before_price() -> None:
    example = Example(1, "Keripik tempe sagu", price=Decimal(10_000))
    pool = [
        hit(2, "Brem Madiun", 10_000),
        hit(3, "Keripik pisang", 90_000),
        hit(4, "Keripik Tempe pedas", 500_000),
        hit(5, "Keripik gadung", 11_000),
    ]

    found = nearest(example, pool)

    assert found == [4, 5, 3, 2]


def test_product_itself_and_those_shown_elsewhere_are_left_out() -> None:
    example = Example(1, "Batik")

    found = nearest(example, [hit(1, "Batik"), hit(2, "Batik"), hit(3, "Batik")], besides=[2])

    assert found == [3]


def test_one_shop_does_not_fill_the_row_while_others_are_left() -> None:
    example = Example(1, "Batik tulis", price=Decimal(10_000))
    pool = [hit(number, "Batik tulis", shop="satu") for number in range(2, 10)]
    pool += [hit(20, "Batik cap"), hit(21, "Kemeja")]

    found = nearest(example, pool)

    assert found == [2, 3, 20, 21, 4, 5]


def test_prices_on_request_come_last_and_do_not_hurt() -> None:
    pool = [hit(2, "Jasa cetak", None), hit(3, "Jasa cetak", 0), hit(4, "Jasa cetak", 10_000)]

    with_price = nearest(Example(1, "Jasa cetak", price=Decimal(10_000)), pool)
    without = nearest(Example(1, "Jasa cetak"), pool)

    assert with_price[0] == 4
    assert sorted(without) == [2, 3, 4]
