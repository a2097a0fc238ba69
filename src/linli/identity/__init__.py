"""People, levels of proof, consent, the privacy vault, sign-in."""
