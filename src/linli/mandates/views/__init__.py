"""Pages: a person's own mandates, and the desk's."""
