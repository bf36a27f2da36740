"""A file between upload and confirmation."""

import hashlib

from django.db import models


class Importvoorstel(models.Model):
    """A file that was uploaded and read, and waits for confirmation; forgotten after a day."""

    uuid = models.UUIDField(unique=True)
    bestandsnaam = models.CharField("bestandsnaam", max_length=255)
    inhoud = models.BinaryField("inhoud")
    opties = models.JSONField("opties", default=dict)
    created_at = models.DateTimeField("ontvangen op", auto_now_add=True)

    class Meta:
        verbose_name = "importvoorstel"
        verbose_name_plural = "importvoorstellen"

    def __str__(self) -> str:
        return self.bestandsnaam

    @property
    def sha256(self) -> str:
        """The checksum of the file, by which a line of the log can be matched with it."""
        return hashlib.sha256(bytes(self.inhoud)).hexdigest()
