"""The database backend of the settings; Django loads `base.py` by its name."""
