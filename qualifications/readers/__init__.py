"""Readers: one module per source, each with `read(inhoud, *, bestandsnaam) -> DossierImport`.

A reader decides nothing and writes nothing. Whatever is wrong with a file, it raises only `DossierImportError`, with a
message in Dutch that says what, where and what to do; what a person should look at becomes a `Waarschuwing`.
"""
