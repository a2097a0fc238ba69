"""Sizes of this module. Days, quorums and majorities stand in `profiles`."""

PAGE = 20
TITLE_MAX = 80
#: Of the text that is decided.
TEXT_MAX = 5000
WORDS_MAX = 500
#: Of an opinion as it is published: in a few words, naming nobody.
GIST_MAX = 200
FILE_NUMBER_MAX = 40
#: A consultation or a publicity that lasts longer is none.
DAYS_MOST = 366
#: Study and decision may be written down some days later.
LATE_MOST = 60
#: More members than these has no organisation of a community.
MEMBERS_MOST = 5000
