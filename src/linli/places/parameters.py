"""Numbers that this module goes by, each with its source."""

#: What one member of staff may search for in a day (own decision; as `identity` counts people).
SEARCHES_PER_DAY = 300
