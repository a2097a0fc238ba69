"""Numbers that this module goes by; all are our own decisions."""

from datetime import timedelta
from pathlib import Path

TEXT_MAX = 1000
NOTE_MAX = 300
#: How long an author may change a post; afterwards people have answered to it.
EDIT_WINDOW = timedelta(minutes=15)
MENTIONS_MAX = 5
#: At most so many posts of one person in so much time, in whatever thread.
RATES = ((5, timedelta(minutes=1)), (100, timedelta(days=1)))
#: How long after its hiding an author may appeal, by day and with its source (`appeal`).
PERIODS = Path(__file__).with_name("profiles") / "periods.json"
#: Working days within which another moderator decides. Own decision.
APPEAL_WORKDAYS = 5
APPEAL_MAX = 500
FLAGS_PER_DAY = 20
PAGE = 20
