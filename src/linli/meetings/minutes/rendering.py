"""A record as paragraphs in one language. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from linli.deliberation.floor.charter import Threshold
from linli.deliberation.floor.kinds import NAMES, names
from linli.meetings.minutes.record import Body, Both, Clock, Item, Phrase, Record, Seat, Setting
from linli.meetings.minutes.words import MONTHS, WORDS

#: A line stands by itself; these have no part of their own and stay where something follows them.
FRAME = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style`: title, heading, text. `part`: of what a charter publishes; none: the frame."""

    key: str
    style: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Writer:
    language: str
    setting: Setting

    def phrase(self, key: str, facts: Mapping[str, object]) -> str:
        zh, en = WORDS[key]
        template = zh if self.language == "zh" else en
        return template.format_map({name: self.shown(value) for name, value in facts.items()})

    def shown(self, value: Any) -> str:
        show = next((how for kind, how in SHOWN if isinstance(value, kind)), None)
        return show(self, value) if show else str(value)

    def named(self, key: str, among: Mapping[str, Both]) -> str:
        return self.one(among.get(key, Both(key, key)))

    def one(self, words: Both) -> str:
        return words.zh if self.language == "zh" else words.en

    def day(self, day: date) -> str:
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def moment(self, at: datetime) -> str:
        local = at.astimezone(self.setting.zone)
        return f"{self.day(local.date())} {local:%H:%M}"

    def word(self, member: StrEnum) -> str:
        if type(member) not in NAMES:
            return member.value
        chinese, english, _ = names(member)
        return chinese if self.language == "zh" else english

    def joined(self, values: tuple[Any, ...]) -> str:
        """Names are a list; phrases are parts of a sentence."""
        phrases = any(isinstance(value, Phrase) for value in values)
        between = {"zh": "，" if phrases else "、"}.get(self.language, ", ")
        return between.join(self.shown(value) for value in values)

    def threshold(self, share: Threshold) -> str:
        key = "more_than" if share.strict else "at_least"
        base = self.phrase(f"of_{share.base}", {})
        return self.phrase(key, {"num": share.num, "den": share.den, "base": base})


#: Kinds of facts, the narrower before the wider, and how each is shown.
SHOWN: tuple[tuple[type, Callable[[Writer, Any], str]], ...] = (
    (Seat, lambda w, v: w.named(v.key, w.setting.seats)),
    (Item, lambda w, v: w.named(v.key, w.setting.items)),
    (Body, lambda w, v: w.named(v.code, w.setting.bodies)),
    (Both, lambda w, v: w.one(v)),
    (Phrase, lambda w, v: w.phrase(v.key, v.facts)),
    (Clock, lambda w, v: f"{v.at.astimezone(w.setting.zone):%H:%M}"),
    (Threshold, Writer.threshold),
    (datetime, Writer.moment),
    (date, Writer.day),
    (StrEnum, Writer.word),
    (tuple, Writer.joined),
)


def paragraphs(record: Record, setting: Setting, language: str) -> tuple[Paragraph, ...]:
    """The same keys in every language: what is amended in one is the same paragraph in the other."""
    writer = Writer(language, setting)
    found = [("title", FRAME, writer.shown(record.title))]
    for section in record.sections:
        found.append(("heading", FRAME, writer.shown(section.title)))
        found += [
            ("text", line.part.value, writer.phrase(line.key, line.facts)) for line in section.lines
        ]
    return tuple(
        Paragraph(f"p{number}", style, part, text)
        for number, (style, part, text) in enumerate(found, 1)
    )


def published(rows: Iterable[Paragraph], publication: Iterable[str]) -> tuple[Paragraph, ...]:
    """What the charter publishes; a heading stays where something under it does."""
    allowed, kept = set(publication), []
    heading: Paragraph | None = None
    for row in rows:
        if row.style == "heading":
            heading = row
        elif row.part == FRAME or row.part in allowed:
            kept += [heading] if heading else []
            kept.append(row)
            heading = None
    return tuple(kept)


def as_text(rows: Iterable[Paragraph]) -> str:
    """The text that is hashed: a blank line before each heading, a newline at the end."""
    lines: list[str] = []
    for row in rows:
        lines += ["", f"{row.text}"] if row.style == "heading" else [row.text]
    return "\n".join([*lines, ""])
