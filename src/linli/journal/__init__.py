"""Events (audit and outbox) and the transparency log."""
