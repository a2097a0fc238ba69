"""Recount a published decision from its bundle: standard library only, nothing of linli.

    python -m linli.voting.recount BUNDLE [--keys FILE]      with this folder's parents on the path
    python recount BUNDLE [--keys FILE]                      this folder, copied anywhere

Written from docs/voting/bundle.md and the law, not from the code that made the bundle.
"""
