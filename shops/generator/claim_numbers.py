"""Certificate numbers in the shape of the real ones, with zeros where a real one would identify somebody."""

import hashlib

#: The shape of each kind's number. `{n}` is a serial of four digits, `{r}` the regency's code without dots,
#: `{y}` and `{yy}` the year of issue, `{m}` the month, `{e}` the last year of a five-year validity.
SHAPES = {
    "nib": "0000{n}{n}0",
    "npwp": "00000000{n}{n}",
    "pirt": "P-IRT 2{t}{r}01{n}-{e}",
    "bpom-md": "MD 0000{n}{n}",
    "halal": "ID{r}000000000{n}",
    "sni": "SNI 99{t}:{y}",
    "tkdn": "{n}/SJ-IND.8/TKDN/{m}/{y}",
    "tkdn-ik": "{n}/SJ-IND.8/TKDN-IK/{m}/{y}",
    "bmp": "{n}/SJ-IND.8/BMP/{m}/{y}",
    "merek": "IDM00{n}000",
    "pdn": "PDN-0000{n}{n}",
    "bahan-lokal": "SKBL/{n}/{r}/{y}",
    "asal": "SKA/{n}/{r}/{y}",
}


def claim_number(kind: str, *, key: str, regency: str, year: int, month: int) -> str:
    """An invented number of the kind's shape, always the same for the same key.

    `regency` is a code like "35.77"; year and month are those of issue. Raises KeyError for an unknown kind.
    """
    serial = int.from_bytes(hashlib.sha256(f"{kind} {key}".encode()).digest()[:4])
    return SHAPES[kind].format(
        n=f"{serial % 9999 + 1:04}",
        t=f"{serial % 16 + 1:02}",
        r=regency.replace(".", ""),
        y=year,
        m=month,
        e=f"{(year + 5) % 100:02}",
    )
