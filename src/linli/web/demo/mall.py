"""A merchant of the first community, with small things that a week's deeds pay for."""

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.mall import actions
from linli.mall.models import Merchant
from linli.mall.wanted import Goods, Shop
from linli.organisations.models import Organisation
from linli.organisations.queries import offices_of
from linli.places.models import Place
from linli.web.acting import as_office
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

KEY, CODE = COMMUNITIES[0][:2]
#: kind, title, points, how many there are, how often a month, more
GOODS = (
    ("daily", "垃圾袋一卷", 3, 40, 0, "加厚，五十只。"),
    ("food", "社区食堂早餐一份", 5, 30, 4, "豆浆、包子、鸡蛋。"),
    ("service", "上门磨刀、修伞", 8, None, 2, "约好时间，师傅上门。"),
    ("venue", "活动室半天", 20, 6, 1, "可坐二十人，有投影。"),
)


def mall() -> None:
    """Once: where there is a merchant, nothing is added."""
    place = Place.objects.get(code=CODE)
    clerk = person_by_phone(BY_KEY[f"clerk-{KEY}"].phone)
    offices = offices_of(clerk.pk) if clerk is not None else []
    body = Organisation.objects.filter(place=place, kind=Organisation.Kind.PROPERTY_COMPANY).first()
    if not offices or body is None or Merchant.objects.within(place.pk).exists():
        return
    desk = as_office(clerk, offices[0], second=True)  # type: ignore[arg-type]  # its offices were found
    shop = Shop(
        desk="0757-00000000",
        place="榕荫花园物业服务中心",
        hours="9:00–18:00",
        since=clock.today(),
        exchange=True,
    )
    row = actions.apply(desk, community=place.pk, organisation=body.pk, shop=shop)
    actions.decide(desk, merchant=row.pk, verb="approve", words="证照齐全，价格已公示（示范）")
    for kind, title, price, stock, monthly, about in GOODS:
        goods = Goods(
            kind=kind,
            title=title,
            price=price,
            stock=stock,
            monthly=monthly,
            about=about,
            since=clock.today(),
        )
        actions.make_offer(desk, merchant=row.pk, goods=goods)
