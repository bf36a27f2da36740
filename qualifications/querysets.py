"""Chainable reads. The national reference is public, so `visible_to` hides nothing; every door asks it."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q


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
        """The kwalificatie with this crebo in the edition that is valid from the latest day, or None."""
        newest_first = (F("dossier__geldig_vanaf").desc(nulls_last=True), "-dossier__editie", "-pk")
        return self.filter(crebo=crebo).select_related("dossier").order_by(*newest_first).first()


class UitstroomQuerySet(models.QuerySet[Any]):
    def that_apply(self) -> Self:
        """The cells with which the werkproces belongs to the kwalificatie; `Uitstroom.geldt` as a query."""
        return self.filter(
            Q(bron=True) | Q(bron=None, besluit=True) | Q(bron=None, besluit=None, voorstel=True)
        )


def of_basis_or_profile(kwalificatie: Any, to_kerntaak: str = "") -> Q:
    """The kerntaak belongs to the basisdeel or to this kwalificatie's own profile."""
    return Q(**{f"{to_kerntaak}kwalificatie": None}) | Q(**{f"{to_kerntaak}kwalificatie": kwalificatie})


class WerkprocesQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """The werkprocessen that apply: the cell in the uitstroommatrix decides, without a cell basisdeel or profile.

        The one rule of what belongs to a kwalificatie; `selectors.matrices` shows the same of a whole dossier.
        """
        cells = kwalificatie.uitstroom
        marked = Q(pk__in=cells.that_apply().values("werkproces"))
        unmarked = ~Q(pk__in=cells.values("werkproces"))
        return self.filter(
            marked | (unmarked & of_basis_or_profile(kwalificatie, "kerntaak__")),
            dossier_id=kwalificatie.dossier_id,
        )


def _werkprocessen() -> Any:
    return apps.get_model("qualifications", "Werkproces").objects.order_by()


def _kerntaken() -> Any:
    return apps.get_model("qualifications", "Kerntaak").objects.order_by()


class KerntaakQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """The kerntaken with a werkproces that applies, in the order of the dossier.

        One that has no werkprocessen at all: by its part.
        """
        return self.filter(
            Q(pk__in=_werkprocessen().of_kwalificatie(kwalificatie).values("kerntaak"))
            | (~Exists(_werkprocessen().filter(kerntaak=OuterRef("pk"))) & of_basis_or_profile(kwalificatie)),
            dossier_id=kwalificatie.dossier_id,
        )


class EisQuerySet(ReferenceQuerySet):
    def of_kwalificatie(self, kwalificatie: Any) -> Self:
        """Every eis of the werkprocessen and kerntaken that apply, its own, and the additions for this profile."""
        return self.filter(
            Q(kwalificatie=None) | Q(kwalificatie=kwalificatie),
            Q(werkproces__in=_werkprocessen().of_kwalificatie(kwalificatie))
            | Q(kerntaak__in=_kerntaken().of_kwalificatie(kwalificatie))
            | Q(soort__in=["taal", "wettelijk"]),
            dossier_id=kwalificatie.dossier_id,
        )
