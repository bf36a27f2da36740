"""One kwalificatie: exactly what applies to it."""

from django.shortcuts import get_object_or_404, render

from examservice.lib.access import any_member
from qualifications.enums import EisSoort, Taalvaardigheid
from qualifications.models import Kwalificatie
from qualifications.selectors import boom, talen


@any_member
def kwalificatie(request, pk):
    visible = Kwalificatie.objects.visible_to(request.user).select_related("dossier")
    kwalificatie = get_object_or_404(visible, pk=pk)
    dossier = kwalificatie.dossier
    context = {
        "kwalificatie": kwalificatie,
        "dossier": dossier,
        "contexten": dossier.contexten.all(),
        "delen": boom(dossier, kwalificatie),
        "talen": talen(dossier, [kwalificatie]),
        "vaardigheden": Taalvaardigheid.labels,
        "aantal_onbeslist": kwalificatie.uitstroom.filter(bron=None, besluit=None).count(),
        "wettelijk": kwalificatie.eisen.filter(soort=EisSoort.WETTELIJK),
    }
    return render(request, "qualifications/kwalificatie.html", context)
