"""What the headings of an official export mean: how platforms and housing offices call the columns.

Building, stairwell, room, address and area are the roster's words (`places.roster.headers`).
"""

import re

from linli.places.roster import headers
from linli.voting.official.choosing import KNOWN, lower

#: In this order: the first that fits says what the heading means.
_FIELDS = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("verdict", r"(是否)?(通过|当选)(情况|与否)?|(表决|投票)?结论|passed|adopted|verdict|outcome"),
        ("matter", r"(表决|投票|会议)?(事项|议题|议案|提案|议程|项目)(名称|编号|序号|号|标题|内容)?"),
        ("matter", r"(matter|motion|proposal|item|resolution|question)(no|number|title)?"),
        ("candidate", r"候选人(姓名|编号|号)?|candidate(no|number|name)?"),
        ("choice", r"(业主|您的|本人)?(表决|投票)?(意见|选择|选项|情况|结果|内容)|(所投)?选项|表态"),
        ("choice", r"choice|vote|votecast|ballot|opinion|decision"),
        ("elector", r"(业主|表决人|投票人|选民|投票权|表决权)(编号|号|序号)|elector(no|number)?|voter(no|number)"),
        ("channel", r"(投票|表决)?(方式|渠道|途径|来源)|channel|method"),
        ("time", r"(投票|表决|提交)(时间|日期)|时间|votedat|castat|votetime|time"),
        ("persons", r"(业主)?(人数|户数|票数|票权数|投票权数)|persons|people|votes|numberofpersons"),
    )
)  # fmt: skip
_PLACE = {"building", "stair", "room", "address", "area", "unit_or_room"}
_PERSONS = re.compile(r"(业主)?(人数|户数|票数|票|人)|persons?|votes?|people")
_AREA = re.compile(r"(专有部分|建筑|投票)?面积|area")
_UNITS = re.compile(r"平方米|㎡|m²|m2|户|人|张")
_BRACKETS = re.compile(r"[((\[【].*?[))\]】]")


def _bare(heading: str) -> str:
    """Without a unit in brackets and without marks that mean nothing."""
    inside = _BRACKETS.sub(
        lambda found: "" if _UNITS.search(found[0]) else found[0], lower(heading)
    )
    return headers.normal(inside)


def field_of(heading: str) -> str | None:
    """A place, area, elector, matter, choice, candidate, channel, time, persons, or verdict."""
    bare = _bare(heading)
    found = next((field for field, words in _FIELDS if words.fullmatch(bare)), None)
    if found is not None:
        return found
    known = headers.meaning(heading)
    return known.field if known is not None and known.field in _PLACE else None


def sum_of(heading: str) -> tuple[str, str] | None:
    """同意人数 is the sum of (agree, persons); None for what is no sum of a choice."""
    bare = _bare(heading)
    for word, choice in sorted(KNOWN.items(), key=lambda pair: -len(pair[0])):
        if bare.startswith(word):
            rest = bare.removeprefix(word).lstrip("的/")
            if _AREA.fullmatch(rest):
                return choice, "area"
            if _PERSONS.fullmatch(rest):
                return choice, "persons"
    return None
