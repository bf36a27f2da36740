"""One document, printed in the request."""

from django.http import HttpResponse
from django.utils import timezone

from instruments.filenames import invulbare_naam
from instruments.pdf import Drukpers
from instruments.selectors import document_van


def pdf_response(instrument, uuid, *, invulbaar):
    document = document_van(instrument, uuid)
    invulbaar = invulbaar and document.feiten.is_formulier
    pdf = Drukpers().druk(document.inhoud, datum=timezone.localdate(), invulbaar=invulbaar)
    naam = invulbare_naam(document.naam) if invulbaar else document.naam
    disposition = f'inline; filename="{naam}"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})
