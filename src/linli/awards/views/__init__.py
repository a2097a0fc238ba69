"""Pages of awards: rules in plain words, my deeds, the staff's desk."""
