"""One double-entry ledger: points, minutes, money budgets. Record only; no money is held."""
