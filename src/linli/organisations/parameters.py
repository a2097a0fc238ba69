"""Numbers that this module goes by, each with its source."""

from datetime import timedelta

#: How long before its last day a term stands in the queue of whoever fills the office. (Own
#: decision: long enough to post a list of candidates twenty days and an election after it.)
TERM_WARNING = timedelta(days=60)
#: Nobody covers an office for longer; then it is filled anew. (Own decision.)
COVER_MOST = timedelta(days=92)
