"""Who may open the addresses of this module."""

from tests.architecture.matrix import Rule

READERS = {"staff", "auditor", "district_admin"}


def own(world):
    return {"code": world.community.code}


RULES = {
    "GET people_coverage": Rule(allowed=READERS),
    "GET people_coverage_of": Rule(allowed=READERS, args=own),
    "GET api:get_coverage": Rule(allowed=READERS, args=own),
}
