"""Rule profiles: what the law and the place say about owners' decisions, as data with sources.

The files beside this one are read by `loading`; `model` says what they may hold, `words` says them
in plain language. `docs/voting/profiles.md` tells how to write one.
"""
