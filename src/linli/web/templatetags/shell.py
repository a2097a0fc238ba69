"""What components need besides Django's tags: icons, and fields that say what is wrong with them."""

import re
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, widgets
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = settings.ROOT / "static" / "vendor" / "lucide"
_SHAPES = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)[^>]*/>")


@cache
def _shapes(name: str) -> str:
    """The drawing inside a lucide file; FileNotFoundError names an icon that is not vendored."""
    return "".join(_SHAPES.findall((ICONS / f"{name}.svg").read_text()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline line icon, hidden from screen readers: the word beside it says the same."""
    shapes = _shapes(name).replace(" />", "/>")
    return mark_safe(  # noqa: S308 (drawings from our own vendored files)
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shapes}</svg>'
    )


@register.filter
def kind_of(field: BoundField) -> str:
    """How a field is laid out: `hidden`, `check`, `choices`, `file` or `line`."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, widgets.FileInput):
        return "file"
    return "line"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's widget, tied to its help and its errors for screen readers."""
    described = []
    if field.help_text:
        described.append(f"{field.auto_id}_helptext")
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attrs: dict[str, Any] = {"class": _classes(field)}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


def _classes(field: BoundField) -> str:
    own = field.field.widget.attrs.get("class", "")
    base = {"check": "check__box", "choices": "choices"}.get(kind_of(field), "input")
    return f"{base} {own}".strip()


@register.simple_tag
def bar_drawing(value: int, total: int, threshold: int = 0) -> SafeString:
    """A bar of `value` in `total` with a line at `threshold`; the figures stand beside it as text.

    Drawn as SVG because an inline style would need a hole in the policy for content.
    """
    full = 1000
    part = min(full, value * full // total) if total else 0
    line = min(full, -(-threshold * full // total)) if total else 0
    reached = " bar__fill_reached" if threshold and value >= threshold else ""
    mark = f'<rect class="bar__line" x="{line - 2}" width="4" height="24"/>' if threshold else ""
    return mark_safe(  # noqa: S308 (integers only)
        f'<svg class="bar__drawing" viewBox="0 0 {full} 24" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">'
        f'<rect class="bar__all" y="4" width="{full}" height="16"/>'
        f'<rect class="bar__fill{reached}" y="4" width="{part}" height="16"/>{mark}</svg>'
    )
