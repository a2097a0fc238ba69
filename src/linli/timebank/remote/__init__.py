"""Hours between districts: messages, the protocol of two phases, what both sides can check. Pure.

Two districts share nothing: each keeps an account of what the other one owes, and they talk by
signed, numbered, chained messages alone. Nothing here knows a database or a network; the tables
are behind `engine.Books`, and the same code runs in the simulator of the tests.
"""
