"""Who may open the pages that put the modules together."""

from tests.architecture.matrix import EVERYONE, OFFICIALS, SIGNED_IN, Rule

from linli.residence.tests.url_rules import claim
from linli.web.tests import shell_rules

RULES = {
    **shell_rules.RULES,
    "GET home": Rule(EVERYONE),
    "GET health": Rule(EVERYONE),
    "GET public": Rule(EVERYONE),
    "GET privacy": Rule(EVERYONE),
    "GET me": Rule(SIGNED_IN),
    "GET claim_papers": Rule({"resident"}, args=claim),
    "POST claim_papers": Rule({"resident"}, args=claim, status=422),
    "GET acting": Rule(SIGNED_IN),
    "POST acting": Rule(SIGNED_IN, data={"office": ""}),
    "GET work": Rule(OFFICIALS | {"officer"}),
    "GET figures": Rule({"auditor", "district_admin"}),
    "GET enter": Rule(EVERYONE),
    "POST enter": Rule(EVERYONE, data={"who": "owner-taoran"}),
    "GET api:openapi-json": Rule(EVERYONE),
}
