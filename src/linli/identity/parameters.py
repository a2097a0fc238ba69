"""Numbers that this module goes by, each with its source."""

from datetime import timedelta
from pathlib import Path

#: Both sides of a transfer may object that long (own decision; as long as a public notice).
OBJECTION_PERIOD = timedelta(days=7)
#: How long a proposal about somebody's way in rests before a second person may confirm it
#: (`proposal_rests`), by day and with its source.
PERIODS = Path(__file__).with_name("profiles") / "periods.json"
#: An account into which another was merged is not erased so soon: the other person may not know.
MERGE_SETTLES = timedelta(days=7)
#: Below this age all data is sensitive and a guardian consents (PIPL articles 28 and 31).
CHILD_AGE = 14
#: An adult may be a guardian (Civil Code article 17).
ADULT_AGE = 18
#: What one member of staff may see in a day, by kind; the last one allowed raises an alert.
LOOKS_PER_DAY = {"id_number": 30, "name": 100, "phone": 100}
SEARCHES_PER_DAY = 300
#: A search that finds more shows these and asks for a narrower one.
SEARCH_LIMIT = 20
#: Checks with a provider in a day, so that nobody tries out other people's numbers.
CHECKS_PER_DAY = 5
#: How long a colleague's code for somebody's second factor is good (own decision: a working day and
#: the night after it, so that it can be used at home).
FACTOR_WINDOW = timedelta(hours=24)
#: Wrong codes to a home that one person enters.
HOME_CODES_PER_HOUR, HOME_CODES_PER_DAY = 10, 30
#: Wrong passphrases of a key to ballots that one holder tries: argon2id makes each dear, and whoever
#: wrote theirs down needs few.
PASSPHRASES_PER_HOUR, PASSPHRASES_PER_DAY = 5, 20
#: Wrong codes of a colleague that one enters in a day.
FACTOR_CODES_PER_DAY = 10
#: Children that one tries to enter in a day: the answer tells whether a number is held.
CHILDREN_PER_DAY = 5
REPORTS_PER_DAY = 10
TEXT_MAX = 500
