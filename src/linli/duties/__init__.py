"""Duties: what somebody owes, until when, and who confirms that it is done."""
