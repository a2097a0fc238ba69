"""Names that exist in both languages: which one the reader sees."""

from django.utils.translation import get_language


def either(zh: str, en: str) -> str:
    """The name in the reader's language; when that one is missing, the other."""
    english = (get_language() or "").startswith("en")
    return (en or zh) if english else (zh or en)
