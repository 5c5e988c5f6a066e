"""Product import: a seller's CSV or XLSX file becomes drafts, prices and stock of one shop.

A file passes through these modules in this order: `guard` (is it safe to open), `readers` (cells),
`mapping` (whose column is whose), `validation` (row by row, with `columns`, `values` and `rules`),
`services` (merge) and `report` (what happened). Everything before `services` is free of the database.
"""
