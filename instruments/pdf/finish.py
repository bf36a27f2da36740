"""The last touches to a document before its bytes are written."""

import pydyf
from weasyprint import Document

from instruments.pdf.acroform import velden_ordenen
from instruments.pdf.structure import structuur_afmaken


def afwerken(document: Document, pdf: pydyf.PDF) -> None:
    """WeasyPrint's finisher: mend what it writes otherwise than a reader of the PDF needs."""
    structuur_afmaken(document, pdf)
    velden_ordenen(pdf)
