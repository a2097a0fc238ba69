"""By which rules a party organisation decides: files of data with their sources, each from a day on. Pure.

Nothing has a default here: every file names every parameter and what it rests on.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from linli.kernel import profiles
from linli.kernel.profiles import Profiles
from linli.kernel.shares import Share

Days = Annotated[int, Field(ge=1, le=366)]


class Rules(profiles.Rules):
    """The parameters of a profile.

    study_quorum      of those entitled come to the meeting that studies the matter
    consult_days      for so many whole days people are asked, the first day not counted
    opinions_most     of a person in a round of asking, and as many again while it hangs out
    show_days         for so many whole days the text that is to be decided hangs out
    decide_quorum     of those entitled come to the meeting that decides
    majority          agree, of those entitled or of those who came (`majority_of`)
    file_days         working days after the decision; by then it is filed
    """

    study_quorum: Share
    consult_days: Days
    opinions_most: Annotated[int, Field(ge=1, le=50)]
    show_days: Days
    decide_quorum: Share
    majority: Share
    majority_of: Literal["entitled", "present"]
    file_days: Days

    def adopts(self, *, entitled: int, present: int, agree: int) -> bool:
        of = entitled if self.majority_of == "entitled" else present
        return agree > 0 and bool(self.majority.met(agree, of))


Profile = profiles.Profile[Rules]
PROFILES = Profiles(Path(__file__).parent / "profiles", Profile)
