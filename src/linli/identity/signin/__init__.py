"""Signing in, on django-allauth: phone and code, passkeys, second factors, providers, sessions.

Invariants, each with its test:

1. A phone number becomes a handle (AES-SIV) at the form; behind it no session, cache key, URL, log
   line or job holds the number. The adapter opens the handle to look up, to store and to send.
2. The answers to a known and to an unknown number are the same.
3. Limits are counted in PostgreSQL, under a row lock, before the guess is looked at.
4. What sessions and authenticators hold is sealed at rest.
"""
