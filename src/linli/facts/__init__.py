"""What happened, in codes and ids: one frozen dataclass per fact, a file per module, or two (`timebank`, `timebank_clearing`). Pure."""
