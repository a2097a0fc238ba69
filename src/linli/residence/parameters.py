"""Numbers that a house may choose differently. None is set by law."""

from datetime import timedelta

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

#: For how long copies of papers stay after a decision, by what they are still good for: whoever was
#: refused may have it looked at by a court for six months (行政诉讼法, article 46), and so long a former
#: holder may say that an approval was wrong; a claim that was withdrawn needs no proof any more.
PAPERS_KEPT = {
    "approved": timedelta(days=183),
    "refused": timedelta(days=183),
    "withdrawn": timedelta(days=7),
}
#: Claims that the daily job looks at in one transaction.
PAPERS_AT_ONCE = 200
#: Under which kind the papers of a claim are kept (`kernel.attachments`), and how many.
PAPERS = "residence.claim"
PAPERS_MOST = 6
