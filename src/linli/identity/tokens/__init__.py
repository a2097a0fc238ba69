"""Keys for software (F023): scoped, hashed, ending by themselves, revocable, each use on record."""
