"""What a page about stored text was opened with, so that a stale page is seen before it is saved."""

from hashlib import sha256


def basis_van(*teksten: str) -> str:
    """A short fingerprint (16 hex digits) of the texts, in this order."""
    return sha256("\0".join(teksten).encode()).hexdigest()[:16]
