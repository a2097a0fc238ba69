"""Numbers of this module, each with its source. None of them is the law's: all are house values."""

from datetime import timedelta

#: Dates of one series at most: a year of weeks.
MOST_OCCASIONS = 53
#: Places at one occasion at most.
MOST_SEATS = 20_000
#: People that one person signs up at once.
MOST_IN_TEAM = 20
#: How long an occasion lasts at most.
LONGEST = timedelta(hours=24)
#: How far ahead something is planned at most.
AHEAD = timedelta(days=731)
#: A code at the door is good for so long: a photograph of it sent to friends is soon worthless.
CODE_LASTS = timedelta(minutes=10)
#: A person marks themselves from so long before the begin until so long after the end.
AROUND = timedelta(hours=2)
#: The desk keeps occasions that begin or end this close to now.
DESK_NEAR = timedelta(hours=18)
#: No figure below this, and none from which one could be worked out (house rule on figures).
LEAST = 10
#: From so many of a thousand who cannot come, whoever plans is warned: every second.
MISMATCH_FROM = 500
#: How much of what one person confirmed for another counts in one campaign.
MOST_BY_ONE_VERIFIER = 5
#: Working days in which a shortlist is open to objections, as is usual for 公示.
PUBLIC_DAYS = 5
