"""Pages of homes: one's own, the desk's, the slips'."""
