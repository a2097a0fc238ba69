"""Places are public."""

from tests.architecture.matrix import EVERYONE, Rule

FIRST = EVERYONE - {"stranger"}

RULES = {
    "GET communities": Rule(EVERYONE),
    "GET api:list_communities": Rule(EVERYONE),
    "GET api:get_community": Rule(FIRST, args=lambda world: {"code": world.community.code}),
}
