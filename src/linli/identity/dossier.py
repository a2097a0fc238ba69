"""Everything that we hold of a person, for the page and the file (PIPL article 45).

A section is a list of rows of plain values under codes; the JSON file has the codes, the page and
the HTML file have words. Other people appear under the name that they show to others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext_lazy as _

from linli.identity import purposes, words
from linli.identity.models import (
    Block,
    Consent,
    Correction,
    Guardianship,
    Person,
    PrivateAccess,
    Proposal,
    Report,
    Transfer,
)
from linli.identity.queries import display_names, events_about, private_of
from linli.identity.signin.queries import factors_of, sessions_of
from linli.identity.states import CorrectionState, ProposalState, ReportState, TransferState
from linli.journal.queries import events_of
from linli.journal.titles import title_of
from linli.kernel import personal, places
from linli.kernel.words import capacity_word

WHY = "a person reads what is held of them"
Row = dict[str, Any]
Enums = Mapping[str, Mapping[Any, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is the key in the JSON file; `enums` translates values of coded columns."""

    code: str
    title: Any
    rows: list[Row]
    enums: Enums


def everything(person: Person) -> list[Section]:
    """All sections; a constant number of queries."""
    private = private_of(person)
    corrections = list(Correction.objects.across_communities(WHY).filter(person=person))
    sides = {
        side: list(Transfer.objects.across_communities(WHY).filter(**{side: person}))
        for side in ("claimant", "holder")
    }
    reports = list(Report.objects.across_communities(WHY).filter(reporter=person))
    looks = list(PrivateAccess.objects.across_communities(WHY).filter(person=person))
    proposals = list(Proposal.objects.across_communities(WHY).filter(person=person))
    consents = list(Consent.objects.filter(person=person).order_by("pk"))
    blocks = list(Block.objects.filter(person=person))
    bonds = list(
        Guardianship.objects.filter(child=person) | Guardianship.objects.filter(guardian=person)
    )
    others = {look.by_id for look in looks} | {each.by_id for each in consents}
    others |= {b.blocked_id for b in blocks} | {r.reported_id for r in reports}
    others |= {each for bond in bonds for each in (bond.child_id, bond.guardian_id)}
    names = display_names(others)
    shown = [
        Section("person", _("Account"), [_account(person)], _ACCOUNT),
        Section("private", _("Private data"), [_private(private)] if private else [], _PRIVATE),
        Section("sign_in", _("Ways of signing in"), _factors(person), {}),
        Section("sessions", _("Sessions"), _sessions(person), {}),
        Section("consents", _("Consents"), [_consent(each, names) for each in consents], _CONSENT),
        Section("looks", _("Looks by staff"), [_look(each, names) for each in looks], _LOOK),
        Section("corrections", _("Corrections"), [_correction(e) for e in corrections], _CORRECT),
        Section(
            "transfers",
            _("Transfers"),
            [_transfer(each, side) for side, rows in sides.items() for each in rows],
            _TRANSFER,
        ),
        Section("proposals", _("Proposals of staff"), [_proposal(e) for e in proposals], _PROPOSAL),
        Section("children", _("Guardians and children"), _bonds(bonds, names), {}),
        Section(
            "blocks",
            _("Blocked people"),
            [{"who": names[b.blocked_id], "at": b.at} for b in blocks],
            {},
        ),
        Section("reports", _("My reports"), [_report(each, names) for each in reports], _REPORT),
        Section("acts", _("What I did"), _events(events_of(person.pk)), {}),
        Section("about_me", _("What was done to my record"), _events(events_about(person.pk)), {}),
    ]
    return shown + [Section(*each, {}) for each in personal.sections(person.pk)]


def as_json(sections: Iterable[Section]) -> dict[str, Any]:
    """Codes and ISO times."""
    return {
        each.code: [{key: _plain(value) for key, value in row.items()} for row in each.rows]
        for each in sections
    }


def as_words(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Per section a title and rows of (label, text), in the reader's language."""
    return [
        {
            "title": each.title,
            "rows": [
                [(words.FIELDS.get(k, k), _spoken(v, each.enums.get(k))) for k, v in row.items()]
                for row in each.rows
            ],
        }
        for each in sections
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _spoken(value: Any, enum: Mapping[Any, Any] | None) -> str:
    if enum is not None and value in enum:
        return str(enum[value])
    if isinstance(value, datetime):
        return str(formats.date_format(timezone.localtime(value), "DATETIME_FORMAT"))
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(value)


def _account(person: Person) -> Row:
    home = places.community(person.community)
    return {
        "number": person.public_id,
        "level": person.level,
        "community": f"{home.name_zh} / {home.name_en}" if home else None,
        "shown": person.shown,
        "language": person.language,
        "mode": person.mode,
        "theme": person.theme,
        "joined_at": person.joined_at,
    }


def _private(private: Any) -> Row:
    sealed = {field: private.read(field) for field in private.sealed}
    return {
        **sealed,
        "id_kind": private.id_kind,
        "phone_proved_at": private.phone_proved_at,
        "proved_at": private.proved_at,
        "proved_how": private.proved_how,
    }


def _factors(person: Person) -> list[Row]:
    return [{"kind": each.type, "since": each.created_at} for each in factors_of(person.pk)]


def _sessions(person: Person) -> list[Row]:
    return [
        {"device": each.user_agent, "since": each.created_at, "last_seen": each.last_seen_at}
        for each in sessions_of(person.pk)
    ]


def _purpose(row: Consent) -> str:
    """The title of the very version that was agreed to."""
    found = purposes.of_version(row.purpose, row.version)
    return found.said("title", translation.get_language() or "") if found else row.purpose


def _consent(row: Consent, names: dict[int, str]) -> Row:
    return {
        "purpose": _purpose(row),
        "version": row.version,
        "given": row.given,
        "by": names.get(row.by_id),
        "at": row.at,
    }


def _look(row: PrivateAccess, names: dict[int, str]) -> Row:
    return {
        "at": row.at,
        "by": names.get(row.by_id),
        "capacity": capacity_word(row.capacity),
        "field": row.field,
        "reason": row.reason,
    }


def _correction(row: Correction) -> Row:
    return {
        "field": row.field,
        "value": row.read("value"),
        "reason": row.read("reason"),
        "answer": row.read("answer"),
        "state": row.state,
        "at": row.at,
    }


def _proposal(row: Proposal) -> Row:
    return {
        "kind": row.kind,
        "value": row.read("value"),
        "reason": row.read("reason"),
        "state": row.state,
        "at": row.at,
    }


def _transfer(row: Transfer, side: str) -> Row:
    return {
        "side": side,
        "kind": row.kind,
        "reason": row.read("reason"),
        "my_words": row.read(f"{side}_says"),
        "answer": row.read("answer"),
        "state": row.state,
        "at": row.opened_at,
        "until": row.objections_until,
    }


def _report(row: Report, names: dict[int, str]) -> Row:
    return {
        "who": names.get(row.reported_id),
        "reason": row.reason,
        "text": row.read("text"),
        "answer": row.read("answer"),
        "state": row.state,
        "at": row.at,
    }


def _bonds(bonds: Iterable[Guardianship], names: dict[int, str]) -> list[Row]:
    return [
        {
            "who": f"{names.get(bond.guardian_id)} → {names.get(bond.child_id)}",
            "since": bond.since,
            "until": bond.until,
        }
        for bond in bonds
    ]


def _events(events: Any) -> list[Row]:
    return [
        {"at": each.at, "event": title_of(each.type), "capacity": capacity_word(each.capacity)}
        for each in events.order_by("pk")
    ]


_ACCOUNT: Enums = {
    "level": dict(Person.Level.choices),
    "shown": dict(Person.Shown.choices),
    "mode": dict(Person.Mode.choices),
    "theme": dict(Person.Theme.choices),
}
_PRIVATE: Enums = {"title": words.TITLES, "id_kind": words.PAPERS, "proved_how": words.HOW}
_CONSENT: Enums = {"given": {True: _("given"), False: _("withdrawn")}}
_LOOK: Enums = {
    "field": dict(PrivateAccess.Field.choices),
    "reason": dict(PrivateAccess.Reason.choices),
}
_CORRECT: Enums = {
    "field": dict(Correction.Field.choices),
    "state": dict(CorrectionState.choices),
}
_PROPOSAL: Enums = {
    "kind": dict(Proposal.Kind.choices),
    "state": dict(ProposalState.choices),
}
_TRANSFER: Enums = {
    "side": {"claimant": _("I claim it"), "holder": _("My record holds it")},
    "kind": dict(Transfer.Kind.choices),
    "state": dict(TransferState.choices),
}
_REPORT: Enums = {"reason": dict(Report.Reason.choices), "state": dict(ReportState.choices)}
