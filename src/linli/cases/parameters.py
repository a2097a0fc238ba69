"""Own decisions about the form of things."""

TEXT_MAX = 1000
PAPERS = 6
PAGE = 20
#: Lines of a timeline on a page.
LINES = 30
#: The most parties and steps of a case.
PARTIES_MOST = 12
STEPS_MOST = 40
