"""Pages of the love bank: one's own accounts, and the staff's totals."""
