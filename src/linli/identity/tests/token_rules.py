"""Who may open the pages of keys for software: each person their own."""

from tests.architecture.matrix import SIGNED_IN, Rule


def _key(world):
    """A key of the resident's."""
    from linli.identity.tokens.actions import make_token

    token, _ = make_token(world.actor("resident"), label="x", scopes=["me:read"], days=7)
    return {"token": token}


RULES = {
    "GET my_tokens": Rule(SIGNED_IN),
    "GET make_token": Rule(SIGNED_IN),
    "POST make_token": Rule(SIGNED_IN, data={"label": "x", "scopes": "me:read", "days": "7"}),
    "GET token": Rule({"resident"}, args=_key),
    "POST end_token": Rule({"resident"}, args=_key, status=302),
    "GET api:get_me": Rule(SIGNED_IN),
}
