"""Sizes of this module. What the law or the place sets stands in `profiles`."""

PAGE = 20
#: Of the published list of ballots.
LIST_PAGE = 100
TEXT_MAX = 2000
WORDS_MAX = 500
TITLE_MAX = 80
