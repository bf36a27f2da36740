"""Paper: turns an `Inhoud` into a PDF. Knows no database and no request; the front door is `Drukpers`."""

from instruments.pdf.press import Drukpers, aantal_paginas

__all__ = ["Drukpers", "aantal_paginas"]
