"""Own decisions about the form of things; what communities may want otherwise stands in a charter."""

TEXT_MAX = 500
TITLE_MAX = 80
REASON_MAX = 500
PATH_MAX = 300
PART_MAX = 1000
PLEDGE_MAX = 200
PICTURES = 3
PAGE = 20
#: The most amendments of one person to one proposal that wait for its author.
AMENDMENTS_OPEN = 5
#: The most topics that one person raises in a day.
RAISED_PER_DAY = 10
#: Suggested as the same from so many percent on, so many, among so many of the newest.
LIKE_FROM = 30
LIKE_MOST = 3
LIKE_AMONG = 300
