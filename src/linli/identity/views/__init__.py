"""Pages of one's own data (/me/…) and of the staff's work on people (/work/people/…)."""
