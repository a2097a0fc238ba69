"""Entry points that change who belongs to which home."""
