"""What the national reference tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction of the change, with `wat` (a code such as "dossier_geimporteerd"), `waarvan` (the row),
# `door` (who: opaque here, may be None for a command) and `velden` (names and ids, no personal data).
gebeurd = Signal()
