"""Helper mandates: a person does named things for another, both on record."""
