"""Numbers that a house may choose differently. None is set by law."""

from datetime import timedelta
from pathlib import Path

#: How long an invitation works.
INVITATION_WORKS = timedelta(days=7)
#: How long a slip works from the day of printing.
SLIP_WORKS = timedelta(days=60)
#: How long the other side of a transfer may speak.
OBJECTIONS = timedelta(days=7)
#: Open invitations of one person to one home.
INVITATIONS_AT_ONCE = 5
#: A tenancy beyond twenty years is void for the rest (Civil Code, article 705).
TENANCY_YEARS = 20
#: Slips of one print run: an ordinary high-rise fits, a whole estate is printed by building.
SLIPS_PER_RUN = 400
#: What staff or a claimant may write.
WORDS_LENGTH = 500

#: For how long copies of papers stay after a decision, by day and with sources (`papers_…`).
PERIODS = Path(__file__).with_name("profiles") / "periods.json"
#: Claims that the daily job looks at in one transaction.
PAPERS_AT_ONCE = 200
#: Under which kind the papers of a claim are kept (`kernel.attachments`), and how many.
PAPERS = "residence.claim"
PAPERS_MOST = 6
