"""Chainable reads. The national reference is public, so `visible_to` hides nothing; every door asks it."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q


class ReferenceQuerySet(models.QuerySet[Any]):
    """National reference data, the same for everybody."""

    def visible_to(self, gebruiker: Any) -> Self:
        return self.all()


class KwalificatiedossierQuerySet(ReferenceQuerySet):
    def for_list(self) -> Self:
        """Dossiers with their kwalificaties, and `aantal_kerntaken` and `aantal_werkprocessen`."""
        return self.prefetch_related("kwalificaties").annotate(
            aantal_kerntaken=Count("kerntaken", distinct=True),
            aantal_werkprocessen=Count("werkprocessen", distinct=True),
        )

    def search(self, vraag: str) -> Self:
        """Every word must occur in the title or crebo of the dossier or of one of its kwalificaties.

        Words after the eighth are left out: each costs a join, and a database allows only so many.
        """
        found = self.order_by()
        for woord in vraag.replace("\0", " ").split()[:8]:
            found = found.filter(
                Q(titel__icontains=woord)
                | Q(crebo__startswith=woord)
                | Q(kwalificaties__titel__icontains=woord)
                | Q(kwalificaties__crebo__startswith=woord)
            )
        return self.filter(pk__in=found.values("pk"))


class KwalificatieQuerySet(ReferenceQuerySet):
    def newest_with_crebo(self, crebo: str) -> Any:
        """The kwalificatie with this crebo in its newest edition, or None."""
        return self.filter(crebo=crebo).select_related("dossier").order_by("-dossier__editie", "-pk").first()


def applies(kwalificatie: Any, to_werkproces: str = "") -> Q:
    """The uitstroommatrix marks the werkproces for this kwalificatie; true for all where the dossier has no matrix."""
    if not kwalificatie.uitstroom.exists():
        return Q()
    mark = f"{to_werkproces}uitstroom__"
    decided = Q(**{f"{mark}besluit": True})
    proposed = Q(**{f"{mark}besluit": None, f"{mark}voorstel": True})
    return Q(**{f"{mark}kwalificatie": kwalificatie}) & (decided | proposed)


def of_basis_or_profile(kwalificatie: Any, to_kerntaak: str = "") -> Q:
    """The kerntaak belongs to the basisdeel or to this kwalificatie's own profile."""
    return Q(**{f"{to_kerntaak}kwalificatie": None}) | Q(**{f"{to_kerntaak}kwalificatie": kwalificatie})


class KerntaakQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """The basisdeel and the kwalificatie's own kerntaken, in the order of the dossier.

        In a dossier with an uitstroommatrix only those kerntaken of which at least one werkproces applies.
        """
        return self.filter(
            of_basis_or_profile(kwalificatie),
            applies(kwalificatie, "werkprocessen__"),
            dossier_id=kwalificatie.dossier_id,
        ).distinct()


class WerkprocesQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """The werkprocessen that apply to the kwalificatie; an uitstroommatrix, where there is one, decides."""
        return self.filter(
            of_basis_or_profile(kwalificatie, "kerntaak__"),
            applies(kwalificatie),
            dossier_id=kwalificatie.dossier_id,
        )


class EisQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """Every eis that applies: of the basisdeel, of the own kerntaken, and the additions for this profile."""
        of_werkproces = Q(werkproces__isnull=False) & of_basis_or_profile(
            kwalificatie, "werkproces__kerntaak__"
        )
        of_kerntaak = Q(kerntaak__isnull=False) & of_basis_or_profile(kwalificatie, "kerntaak__")
        return self.filter(
            Q(kwalificatie=None) | Q(kwalificatie=kwalificatie),
            (of_werkproces & applies(kwalificatie, "werkproces__"))
            | of_kerntaak
            | Q(soort__in=["taal", "wettelijk"]),
            dossier_id=kwalificatie.dossier_id,
        )
