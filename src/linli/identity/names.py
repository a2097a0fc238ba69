"""How a person's name appears to others. Pure."""

import re
import unicodedata

from django.utils import translation
from django.utils.translation import gettext as _

#: Two-character surnames in use (a shorter match would show a wrong surname).
COMPOUND = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "闾丘",
        "子车",
        "亓官",
        "司寇",
        "巫马",
        "公西",
        "颛孙",
        "壤驷",
        "公良",
        "漆雕",
        "乐正",
        "宰父",
        "谷梁",
        "拓跋",
        "夹谷",
        "轩辕",
        "令狐",
        "段干",
        "百里",
        "呼延",
        "东郭",
        "南门",
        "羊舌",
        "微生",
        "梁丘",
        "左丘",
        "东门",
        "西门",
    ]
)
_HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U000323af]")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
NAME_MAX = 60


def cleaned_name(text: str) -> str:
    """NFKC; the separators of minority names become `·`; no spaces inside Han names, else one."""
    name = unicodedata.normalize("NFKC", text)
    name = re.sub(r"[•‧∙・．]", "·", name)
    name = re.sub(r"\s*·\s*", "·", name)
    return _BETWEEN_HAN.sub("", " ".join(name.split()))


def looks_like_a_name(name: str) -> bool:
    """Letters, marks, spaces, `·`, `-`, `'` and `.`; no digits, at least one letter."""
    allowed = all(unicodedata.category(c)[0] in "LM" or c in " ·-'’." for c in name)
    return allowed and any(c.isalpha() for c in name) and len(name) <= NAME_MAX


def surname(name: str) -> str:
    """What may be shown: the surname of a Han name, the first letter of any other."""
    if not _HAN.match(name):
        return name[:1]
    if "·" in name:  # transliterated: there is no surname, so one character stands for it
        return name[:1]
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]  # noqa: PLR2004


def masked_name(name: str) -> str:
    """王**: always two stars, so that not even the length is told."""
    return f"{surname(name)}**"


def resident_name(public_id: str) -> str:
    """居民 3F8K: for those who show no name, or of whom none is known."""
    return _("Resident %(code)s") % {"code": public_id[-4:]}


def shown_name(
    choice: str, name: str | None, title: str | None, public_id: str, language: str | None = None
) -> str:
    """The name that others see; `choice` is a `Person.Shown`, `title` is `mr`, `ms` or None."""
    with translation.override(language or translation.get_language()):
        if not name or choice == "number":
            return resident_name(public_id)
        if choice == "title" and title == "ms":
            return _("Ms %(surname)s") % {"surname": surname(name)}
        if choice == "title" and title == "mr":
            return _("Mr %(surname)s") % {"surname": surname(name)}
        return masked_name(name)
