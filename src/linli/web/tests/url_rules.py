"""Who may open the pages that put the modules together."""

from tests.architecture.matrix import EVERYONE, OFFICIALS, SIGNED_IN, Rule

from linli.residence.tests.url_rules import claim
from linli.web.tests import shell_rules


def _serving(world):
    from linli.grids.tests.url_rules import _post

    _post(world)
    return {}


def _worked(world):
    from linli.grids.models import Post

    held = Post.objects.within(world.community.pk).filter(person=world.resident)
    return {"post": held.latest("pk").pk, "kind": "patrol", "tags": ["property"]}


def _offered_to_neighbour(world):
    from linli.mandates.tests.url_rules import given

    return {"mandate": given(world).pk}


def _sheet(world):
    from linli.mandates.tests.url_rules import paper

    return paper(world)


RULES = {
    "GET note_work": Rule({"resident"}, args=_serving),
    "POST note_work": Rule({"resident"}, args=_serving, data=_worked, status=302),
    **shell_rules.RULES,
    "GET home": Rule(EVERYONE),
    "GET health": Rule(EVERYONE),
    "GET public": Rule(EVERYONE),
    "GET privacy": Rule(EVERYONE),
    "GET me": Rule(SIGNED_IN),
    "GET claim_papers": Rule({"resident"}, args=claim),
    "POST claim_papers": Rule({"resident"}, args=claim, status=422),
    "GET rights": Rule(SIGNED_IN),
    "GET acting": Rule(SIGNED_IN),
    "POST acting": Rule(SIGNED_IN, data={"office": ""}),
    "GET helping": Rule(SIGNED_IN | {"helper", "stranger"}),
    "POST start_helping": Rule({"neighbour"}, args=_offered_to_neighbour),
    "POST end_helping": Rule(EVERYONE),
    "GET mandate_on_paper": Rule({"staff"}),
    "POST mandate_on_paper": Rule({"staff"}, data=_sheet, content_type="multipart", status=302),
    "GET work": Rule(OFFICIALS | {"officer"}),
    "GET figures": Rule({"auditor", "district_admin"}),
    "GET enter": Rule(EVERYONE),
    "POST enter": Rule(EVERYONE, data={"who": "owner-taoran"}),
    "GET api:openapi-json": Rule(EVERYONE),
}
