"""Who may open the frame's own pages: everybody."""

from tests.architecture.matrix import EVERYONE, Rule

RULES = {
    "GET settings": Rule(EVERYONE),
    "POST set_look": Rule(EVERYONE, data={"mode": "care", "next": "/settings/"}),
    "GET style": Rule(EVERYONE),
    "GET manifest": Rule(EVERYONE),
    "GET service_worker": Rule(EVERYONE),
    "GET offline": Rule(EVERYONE),
    "GET visits_offline": Rule(EVERYONE),
    "GET desk_offline": Rule(EVERYONE),
}
