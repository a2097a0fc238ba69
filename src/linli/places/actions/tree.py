"""Changing the tree of places."""

from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.places import operations, rules
from linli.places.models import Place


@action(allow=rules.may_establish)
def establish(
    actor: Actor, *, kind: str, code: str, names: tuple[str, str], parent: int | None = None
) -> Place:
    """Put a place into the tree. `names`: Chinese, English; `parent`: id of the place around it.

    The parent is locked, so that two children never take the same path. Raises Refused for a
    place that does not belong there, and for a code that is taken, has not as many digits
    as codes of this kind, or does not begin with the parent's: it is given to nobody else, ever.
    """
    around = (
        found_or_refused(Place.objects.select_for_update().filter(pk=parent)) if parent else None
    )
    require(rules.fits_under(kind, around))
    if around and not (code.isdecimal() and code.startswith(around.code) and code != around.code):
        raise Refused("places.code_not_within", field="code", begins=around.code)
    if not rules.is_code(kind, code):
        raise Refused("places.code_digits", field="code", digits=rules.DIGITS[kind])
    if Place.objects.filter(code=code).exists():
        raise Refused("places.code_taken", field="code")
    return operations.add_place(actor, kind=kind, code=code, names=names, parent=around)
