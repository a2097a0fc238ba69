"""What the API says of representatives, and what it takes."""

from datetime import date

from ninja import Schema
from pydantic import Field

from linli.representation.parameters import TEXT_MAX


class SpeakerOut(Schema):
    """`name` as its bearer shows it; `homes_chose` of `homes_of` chose them."""

    mandate: int
    name: str
    how: str
    homes_chose: int
    homes_of: int
    until: date


class SpokenBuildingOut(Schema):
    """`standing`: whole, part, ending, empty."""

    building: int
    label: str
    estate: str
    homes: int
    covered: int
    standing: str
    voices: list[SpeakerOut]


class SpokenForOut(Schema):
    """`covered` of `homes` are spoken for."""

    homes: int
    covered: int
    buildings: list[SpokenBuildingOut]


class RepresentativeOut(Schema):
    """`may`: the steps that the caller may take."""

    id: int
    whom: str
    name: str
    kind: str
    how: str
    homes_chose: int
    homes_of: int
    since: date
    until: date
    open_until: date
    state: str
    ending: str
    may: list[str]


class MySpeakersOut(Schema):
    """Buildings of my homes, choices that lie open for them, and for whom I speak."""

    buildings: list[SpokenBuildingOut]
    open: list[RepresentativeOut]
    own: list[RepresentativeOut]


class HomeObjectionIn(Schema):
    words: str = Field(min_length=1, max_length=TEXT_MAX)


class HomeObjectionOut(Schema):
    id: int
    mandate: int
    due_on: date
    state: str
