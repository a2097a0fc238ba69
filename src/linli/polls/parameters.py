"""Sizes of this module. What the law or the place sets stands in `profiles`."""

PAGE = 20
#: Of the published list of ballots.
LIST_PAGE = 100
#: Sheets of paper that are printed at a time.
MOST_SHEETS = 500
TEXT_MAX = 2000
WORDS_MAX = 500
TITLE_MAX = 80
#: Of a surname: none has more.
MOST_STROKES = 64
#: A study by the party organisation is not older, in days: it was about this poll.
STUDIED_WITHIN = 366
