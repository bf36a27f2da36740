"""Every write about people and schools, and the event log."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from examservice.lib.database import lock_until_commit
from schools.enums import SCHOOL_ROLLEN, Rol
from schools.models import Gebeurtenis, Gebruiker, Lidmaatschap, School

GENESIS = "0" * 64


# --- The event log ---------------------------------------------------------------------------------
def link_hash(
    *, vorige: str, moment: datetime, door_id: int | None, wat: str, waarvan: str, velden: Any
) -> str:
    """The hash of one log line, over its content and the hash of the line before it."""
    content = json.dumps([vorige, moment.isoformat(), door_id, wat, waarvan, velden], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def gebeurtenis_vastleggen(
    *, wat: str, waarvan: models.Model, door: Gebruiker | None, velden: dict[str, Any] | None = None
) -> Gebeurtenis:
    """Add one line to the event log, in the transaction of the change it tells of.

    `velden` holds names of fields, ids and counts; never personal data (`trust.md` §2).
    """
    lock_until_commit("gebeurtenissen")
    vorige = Gebeurtenis.objects.order_by("-pk").values_list("hash", flat=True).first() or GENESIS
    moment = timezone.now()
    velden = json.loads(json.dumps(velden or {}))  # as the database gives it back: keys are strings
    label, key = waarvan._meta.label_lower, str(waarvan.pk)
    link = link_hash(
        vorige=vorige,
        moment=moment,
        door_id=door.pk if door else None,
        wat=wat,
        waarvan=f"{label} {key}",
        velden=velden,
    )
    return Gebeurtenis.objects.create(
        moment=moment,
        door=door,
        wat=wat,
        waarvan=label,
        waarvan_id=key,
        velden=velden,
        vorige_hash=vorige,
        hash=link,
    )


@dataclass(frozen=True)
class Logcontrole:
    """What a walk along the chain found: `aantal` good lines, and the first that does not fit (its id), if any.

    `laatste_hash` is that of the last good line. Keep it elsewhere with `aantal`: lines cut off at the end leave a
    chain that still fits.
    """

    aantal: int
    laatste_hash: str
    kapotte_regel: int | None = None
    reden: str = ""


def gebeurtenissen_controleren() -> Logcontrole:
    """Walk along the log from its first line; stop at the first line that does not fit the one before it."""
    aantal, vorige = 0, GENESIS
    for regel in Gebeurtenis.objects.order_by("pk").iterator(chunk_size=2000):
        reden = _what_is_wrong(regel, vorige)
        if reden:
            return Logcontrole(aantal, vorige, regel.pk, reden)
        aantal, vorige = aantal + 1, regel.hash
    return Logcontrole(aantal, vorige)


def _what_is_wrong(regel: Gebeurtenis, vorige: str) -> str:
    if regel.vorige_hash != vorige:
        return _("er is een regel weggehaald of tussengevoegd.")
    link = link_hash(
        vorige=vorige,
        moment=regel.moment,
        door_id=regel.door_id,
        wat=regel.wat,
        waarvan=f"{regel.waarvan} {regel.waarvan_id}",
        velden=regel.velden,
    )
    return "" if link == regel.hash else _("de inhoud is gewijzigd.")


# --- People and schools ----------------------------------------------------------------------------
@transaction.atomic
def gebruiker_aanmaken(
    *, email: str, naam: str, door: Gebruiker | None, wachtwoord: str | None = None
) -> Gebruiker:
    """Give one person an account. Without `wachtwoord` the person chooses one through "wachtwoord vergeten"."""
    email, naam = email.strip().lower(), naam.strip()
    validate_email(email)
    if not naam:
        raise ValidationError(_("Vul de naam van de persoon in."), code="naam_leeg")
    if Gebruiker.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Er is al een account met dit e-mailadres."), code="bestaat_al")
    if wachtwoord is not None:
        validate_password(wachtwoord, Gebruiker(email=email, naam=naam))
    gebruiker: Gebruiker = Gebruiker.objects.create_user(email, naam, wachtwoord)
    gebeurtenis_vastleggen(wat="gebruiker_aangemaakt", waarvan=gebruiker, door=door)
    return gebruiker


@transaction.atomic
def school_aanmaken(*, naam: str, brin: str = "", door: Gebruiker | None) -> School:
    """Add a school; its name is unique, and so is its BRIN if it has one."""
    school = School(naam=naam.strip(), brin=brin.strip().upper())
    school.full_clean()
    school.save()
    gebeurtenis_vastleggen(wat="school_aangemaakt", waarvan=school, door=door)
    return school


@transaction.atomic
def lidmaatschap_geven(
    *, gebruiker: Gebruiker, rol: str, school: School | None = None, door: Gebruiker | None
) -> Lidmaatschap:
    """Let an account do something somewhere. School roles name a school, roles at the examenservice none."""
    if (school is None) == (rol in SCHOOL_ROLLEN):
        raise ValidationError(
            _("Een rol op een school hoort bij een school; andere rollen niet."), code="school"
        )
    # no_key: a full lock would stop the log lines of what this person is doing, which wait for ours: a deadlock.
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    if gebruiker.lidmaatschappen.filter(rol=Rol(rol), school=school, beeindigd_op=None).exists():
        raise ValidationError(_("Deze persoon heeft deze rol al."), code="bestaat_al")
    lidmaatschap = Lidmaatschap.objects.create(gebruiker=gebruiker, rol=rol, school=school)
    velden = {"gebruiker": gebruiker.pk, "rol": str(rol), "school": school.pk if school else None}
    gebeurtenis_vastleggen(wat="lidmaatschap_gegeven", waarvan=lidmaatschap, door=door, velden=velden)
    return lidmaatschap


@transaction.atomic
def lidmaatschap_beeindigen(*, lidmaatschap: Lidmaatschap, door: Gebruiker | None) -> Lidmaatschap:
    """End a membership from this moment on; the row stays as history."""
    lidmaatschap = Lidmaatschap.objects.select_for_update().get(pk=lidmaatschap.pk)
    if lidmaatschap.beeindigd_op:
        raise ValidationError(_("Dit lidmaatschap is al beëindigd."), code="al_beeindigd")
    lidmaatschap.beeindigd_op = timezone.now()
    lidmaatschap.save(update_fields=["beeindigd_op"])
    gebeurtenis_vastleggen(
        wat="lidmaatschap_beeindigd", waarvan=lidmaatschap, door=door, velden={"velden": ["beeindigd_op"]}
    )
    return lidmaatschap
