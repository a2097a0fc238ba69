"""Own decisions about the form of things; days and supervisors stand in `data/carrying.toml`."""

NEEDS_MAX = 500
REASON_MAX = 500
EVIDENCE_MAX = 1000
PART_MAX = 120
PICTURES = 9
MILESTONES = 6
PAGE = 20
#: The most fen of one budget: one hundred million yuan.
BUDGET_MOST = 10_000_000_000
#: What files call the evidence that owns them.
PICTURE_OF = "resolutions.evidence"
