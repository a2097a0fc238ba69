"""Minutes write themselves: out of who met, the agenda and the recorded commands. docs/meetings.md."""
