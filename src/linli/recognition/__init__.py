"""Recognition without exchange value: what somebody did here, badges, thanks, honours.

Records are permanent evidence, read from facts; points and hours are other things and stand in the
ledger. Nothing in this module moves a unit.
"""
