"""Reading the export of a binding official voting system, and setting it beside our own recount.

Everything here is pure but `drafts`, which reads the database. docs/voting/official.md is the
specification of the format.
"""
