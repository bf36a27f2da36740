"""What waits for somebody on the start page."""

from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.utils import timezone

from instruments.models import Exameninstrument
from instruments.selectors.openpunten import open_punten_per_instrument
from qualifications.models import Kwalificatiedossier
from schools.enums import Rol
from schools.models import Gebeurtenis, Gebruiker

# More than these are one click away, in the list.
MOST_INSTRUMENTEN = 8
ROLLEN_MET_TWEEDE_STAP = {Rol.BEHEERDER, Rol.EXAMENCOMMISSIE}


@dataclass(frozen=True, kw_only=True)
class Werk:
    """One exameninstrument and how many of its points are open."""

    instrument: Exameninstrument
    open_punten: int


@dataclass(frozen=True, kw_only=True)
class Start:
    """The few things that wait, for this role; `werk` is None for who makes no instruments."""

    aantal_dossiers: int
    werk: list[Werk] | None = None
    aantal_instrumenten: int = 0
    gebeurtenissen_vandaag: int | None = None
    tweede_stap_gewenst: bool = False


def start_of(gebruiker: Gebruiker) -> Start:
    """Read what waits for `gebruiker`, in a fixed number of queries."""
    instrumenten = _recent_instrumenten(gebruiker) if gebruiker.is_examenservice else None
    vandaag = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Start(
        aantal_dossiers=Kwalificatiedossier.objects.count(),
        werk=instrumenten,
        aantal_instrumenten=Exameninstrument.objects.visible_to(gebruiker).count(),
        gebeurtenissen_vandaag=(
            Gebeurtenis.objects.visible_to(gebruiker).filter(moment__gte=vandaag).count()
            if gebruiker.is_beheerder
            else None
        ),
        tweede_stap_gewenst=_tweede_stap_gewenst(gebruiker),
    )


def _tweede_stap_gewenst(gebruiker: Gebruiker) -> bool:
    """Who decides or manages (`trust.md` §4) should log in in two steps; nobody is forced to yet."""
    return not gebruiker.rollen.isdisjoint(ROLLEN_MET_TWEEDE_STAP) and not is_mfa_enabled(gebruiker)


def _recent_instrumenten(gebruiker: Gebruiker) -> list[Werk]:
    visible = Exameninstrument.objects.visible_to(gebruiker).select_related("kwalificatie")
    recent = list(visible.order_by("-updated_at", "-pk")[:MOST_INSTRUMENTEN])
    punten = open_punten_per_instrument(recent)
    return [
        Werk(instrument=instrument, open_punten=sum(punt.aantal for punt in punten[instrument.pk]))
        for instrument in recent
    ]
