"""Award rules of the love bank: which deed earns what, who decides in doubt, and why."""
