"""The tree of places: district, street, area, community, estate, building, unit."""
