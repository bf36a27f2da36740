"""How large a file may be, per kind, in bytes; docs/dossier-yaml.md names the one of YAML.

What is in a file has limits of its own, in its reader.
"""

MB = 1_000_000
MAX_BYTES = 25 * MB  # of any kind, before it is read; also of SBB-XML
MAX_MATRIX = 20 * MB
MAX_PDF = 20 * MB
MAX_YAML = 5 * MB
MAX_VERANTWOORDING = 2 * MB  # as text
