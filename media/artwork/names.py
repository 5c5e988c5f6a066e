"""The words callers use: what can be drawn and with which pattern.

Kept apart from the drawing code so that sample data can be checked without loading it.
"""

MOTIFS: tuple[str, ...] = (
    "anyaman",
    "benang_bintik",
    "ceplok",
    "ikat",
    "kawung",
    "lurik",
    "mega_mendung",
    "parang",
    "songket",
    "truntum",
    "tumpal",
)

ARCHETYPES: tuple[str, ...] = (
    "angklung",
    "bag",
    "basket",
    "bottle",
    "bowl",
    "box",
    "carving",
    "catering_tray",
    "coffee_bag",
    "crackers",
    "cup",
    "fish_pack",
    "folded_cloth",
    "fruit_crate",
    "gamelan",
    "hat",
    "honey_jar",
    "jar",
    "lunpia",
    "mask",
    "necklace",
    "office_set",
    "pouch",
    "puppet",
    "rattan_chair",
    "rice_sack",
    "sandals",
    "sarong",
    "service_catering",
    "service_printing",
    "service_sewing",
    "shirt",
    "shoes",
    "soap",
    "spices",
    "spoon_set",
    "table",
    "tea_box",
    "tempe_chips",
    "tin",
    "uniform",
    "vase",
    "vegetables",
    "wingko",
)

VIEWS = 4
"""How many different views of a product there are: hero, group, close-up, in use."""
