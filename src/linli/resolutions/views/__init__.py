"""Pages on resolutions, and the public board."""
