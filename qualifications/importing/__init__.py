"""How an import comes about, step by step: from a `DossierImport` to rows (docs/decisions/0003).

`rows` holds source and database in one shape, `sources` who may write what, `aligning` which dossier and which profile
numbers, `comparing` the difference, `lengths` and `refusing` what cannot be, `planning` all of it together, `writing`
the plan in the tables, `counting` how much a source holds. Only `services.import_dossier` calls `writing`.
"""
