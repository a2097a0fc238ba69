"""The register of organisations: entering, correcting, binding to an estate, ending."""

from datetime import date

from linli.identity.identifiers import BadIdentifierError, parse_credit_code
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations import kinds, operations, rules
from linli.organisations.actions.offices import estate_of
from linli.organisations.models import Office, Organisation
from linli.places.models import Place


@action(allow=rules.may_enter)
def found(  # noqa: PLR0913 (a body is these)
    actor: Actor,
    *,
    kind: str,
    place: int,
    names: tuple[str, str],
    estate: int | None = None,
    sector: str = "",
    credit_code: str = "",
    since: date | None = None,
    ground: str = "",
) -> Organisation:
    """Enter an organisation into the register. `names`: Chinese, English."""
    row = kinds.KINDS.get(kind)
    if row is None:
        raise Refused("organisations.kind_unknown", field="kind")
    where = found_or_refused(Place.objects.filter(pk=place))
    quarter = estate_of(estate)
    require(rules.sits(kind, where, quarter))
    if sector and sector not in row.sectors:
        raise Refused("organisations.sector_not_of_kind", field="sector")
    if since is not None and since > clock.today():
        raise Refused("organisations.not_yet", field="since")
    code = _credit_code(row, credit_code)
    return operations.found_organisation(
        actor,
        kind=kind,
        place=where,
        names=names,
        estate=quarter,
        sector=sector or row.sectors[0],
        credit_code=code,
        since=since,
        ground=ground,
    )


def _credit_code(row: kinds.KindRow, text: str) -> str:
    if row.credit_code is kinds.Bond.NO and text:
        raise Refused("organisations.no_credit_code", field="credit_code")
    if not text:
        if row.credit_code is kinds.Bond.MUST:
            raise Refused("organisations.credit_code_first", field="credit_code")
        return ""
    try:
        return parse_credit_code(text)
    except BadIdentifierError as error:
        raise Refused(error.code, field="credit_code") from error


def _living(organisation: int) -> Organisation:
    """Locked. Raises Refused for one that is not there or has ended."""
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("place")
    body = found_or_refused(rows.filter(pk=organisation))
    if body.ended:
        raise Refused("organisations.no_more")
    return body


@action(allow=rules.may_keep)
def correct(  # noqa: PLR0913 (the entries that may be wrong)
    actor: Actor,
    *,
    organisation: int,
    names: tuple[str, str],
    sector: str,
    credit_code: str,
    reason: str,
) -> Organisation:
    """Put right what was entered wrongly; the former entry stays readable, with the reason."""
    body = _living(organisation)
    if sector not in body.row.sectors:
        raise Refused("organisations.sector_not_of_kind", field="sector")
    wanted = {
        "name_zh": names[0],
        "name_en": names[1],
        "sector": sector,
        "credit_code": _credit_code(body.row, credit_code),
    }
    changes = {name: value for name, value in wanted.items() if getattr(body, name) != value}
    if not changes:
        raise Refused("organisations.nothing_changed")
    operations.correct(actor, body, changes, reason)
    return body


@action(allow=rules.may_keep)
def bind(
    actor: Actor, *, organisation: int, estate: int | None, day: date, ground: str
) -> Organisation:
    """Bind a body to another estate of its place from a day on; its history stays."""
    body = _living(organisation)
    quarter = estate_of(estate)
    require(rules.sits(body.kind, body.place, quarter))
    if (quarter.pk if quarter else None) == body.estate_id:
        raise Refused("organisations.nothing_changed")
    if day > clock.today():
        raise Refused("organisations.not_yet", field="day")
    latest = body.bindings.filter(until__isnull=True).first()
    if latest is not None and day <= latest.since:
        raise Refused("organisations.dates", field="day")
    operations.bind(actor, body, quarter, day=day, ground=ground)
    return body


@action(allow=rules.may_keep)
def end_organisation(
    actor: Actor, *, organisation: int, last_day: date, ground: str
) -> Organisation:
    """End a body whose offices have all ended."""
    body = _living(organisation)
    if last_day > clock.today():
        raise Refused("organisations.not_yet", field="last_day")
    if body.since is not None and last_day < body.since:
        raise Refused("organisations.dates", field="last_day")
    offices = Office.objects.filter(organisation=body)
    if rules.at_the_time(offices, clock.today(), None).exists():
        raise Refused("organisations.offices_first")
    operations.end_organisation(actor, body, last_day=last_day, ground=ground)
    return body
