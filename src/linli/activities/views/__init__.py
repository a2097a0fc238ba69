"""Pages: what residents see and do, and what those who run activities do."""
