"""Entry points: every change of a resolution is one of these."""
