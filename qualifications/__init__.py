"""The national reference: what a beginning professional must be able to do.

Owns kwalificatiedossiers (per edition), kwalificaties, kerntaken, werkprocessen, eisen, contexts, uitstroom, language
levels and verantwoordingsinformatie, and the readers of official files. Knows no people, no schools and no exams.
Front door: `services` to write, `selectors` and the querysets of `models` to read.
"""
