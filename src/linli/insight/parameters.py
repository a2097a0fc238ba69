"""Numbers of the figures, each with its source."""

#: No figure below this, and none from which one could be worked out (house rule on figures).
LEAST = 10
#: Whoever did anything in so many days is active. Platform default: a quarter, as reports run.
ACTIVE_DAYS = 90
#: Bands by the last age in them, that of the last one open. 14 and 18: PIPL §31, Civil Code §17;
#: 60: Law on the Protection of the Rights of the Elderly §2; 80: usual limit for the very old.
AGE_BANDS = (13, 17, 34, 59, 79)
