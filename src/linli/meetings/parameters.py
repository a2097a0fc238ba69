"""Own decisions about the form of things; what communities may want otherwise stands in a charter."""

PLACE_MAX = 120
LINK_MAX = 300
REASON_MAX = 300
TITLE_MAX = 80
#: What somebody says on the floor at once: a motion, a question, a task.
WORDS_MAX = 2000
PAGE = 20
#: So far ahead the calendar of a charter is planned, in days.
AHEAD = 45
#: No meeting is planned further ahead, in days.
FURTHEST = 366
#: The most items of one agenda.
ITEMS_MOST = 40
#: From so many deferrals on somebody says why.
DEFERRALS_FREE = 3
#: Where no next meeting is planned the chair names a day within so many days.
NAME_WITHIN = 14
#: A paragraph of minutes, and a reason to change it.
PARAGRAPH_MAX = 1000
#: A meeting without an end: so long it stands in calendars, in minutes.
LASTS = 120
#: So many minutes before its time the doors of a meeting may open: long enough to come in one by one, too
#: short for a meeting that others were told of. No charter names it; one who wants another number
#: would have it among its terms.
DOORS_BEFORE = 60
#: Whoever is late opens it on its day; a meeting called for late at night has so many minutes at least.
LATE_AT_LEAST = 120
#: Staff are reminded of the notice so many days before a meeting.
SOON = 14
