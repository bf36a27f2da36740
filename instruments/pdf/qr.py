"""A QR code as the data of one SVG path: sharp at any size, no image file."""

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M


@dataclass(frozen=True)
class Qrcode:
    """`pad`, stroked one wide, draws the dark modules in a square of `zijde` modules, without the quiet zone."""

    tekst: str
    pad: str
    zijde: int


def qrcode_van(tekst: str) -> Qrcode:
    """The code of a text, with error correction for a coffee stain (level M: 15 %)."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(tekst)
    code.make(fit=True)
    rows = code.get_matrix()
    return Qrcode(tekst, "".join(_row_path(y, row) for y, row in enumerate(rows)), len(rows))


def _row_path(y: int, row: list[bool]) -> str:
    """Each run of dark modules is one line through its middle: short, because every page draws it again."""
    parts = []
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            parts.append(f"M{start} {y}.5h{x - start}")
            start = None
    return "".join(parts)
