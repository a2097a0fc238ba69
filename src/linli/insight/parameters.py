"""Numbers of the figures, each with its source."""

from linli.kernel import figures

LEAST = figures.LEAST
#: Whoever did anything in so many days is active. Platform default: a quarter, as reports run.
ACTIVE_DAYS = 90
#: Bands by the last age in them, that of the last one open. 14 and 18: PIPL §31, Civil Code §17;
#: 60: Law on the Protection of the Rights of the Elderly §2; 80: usual limit for the very old.
AGE_BANDS = (13, 17, 34, 59, 79)
