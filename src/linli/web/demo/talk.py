"""A few words in the neighbours' corner of the first community, so that it does not begin empty."""

from linli.identity.queries import person_by_phone
from linli.organisations.queries import offices_of
from linli.places.models import Place
from linli.threads import actions, queries
from linli.web.acting import as_office, as_resident
from linli.web.corner import KIND
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

#: Key of the demo person, and what they write; oldest first.
WORDS = (
    ("owner-{}", "三号楼门口的路灯这两天不亮了，晚上老人出门不方便，请问找谁报修？"),
    ("clerk-{}", "已联系物业，电工明天上午来修。修好后我在这里告诉大家。"),
    ("tenant-{}", "谢谢！周六上午大家一起打扫架空层，有空的邻居来搭把手，工具已备好。"),
)


def talk() -> None:
    """Once: where something stands already, nothing is added."""
    _disagree()
    key, code = COMMUNITIES[0][:2]
    place = Place.objects.get(code=code)
    if queries.version_of(KIND, place.pk):
        return
    for who, text in WORDS:
        person = person_by_phone(BY_KEY[who.format(key)].phone)
        if person is None or not person.is_active:
            continue
        office = next(iter(offices_of(person.pk)), None)
        actor = as_office(person, office, second=True) if office else as_resident(person)
        actions.post(actor, kind=KIND, subject=place.pk, text=text)


def _disagree() -> None:
    """In the second community a post was hidden, and its author appeals: a colleague has to look."""
    key, code = COMMUNITIES[1][:2]
    place = Place.objects.get(code=code)
    writer, clerk = (
        person_by_phone(BY_KEY[who.format(key)].phone) for who in ("tenant-{}", "clerk-{}")
    )
    if queries.version_of(KIND, place.pk) or writer is None or clerk is None:
        return
    text = "本人会修电动车，收费公道，有需要的邻居请留言。"
    post = actions.post(as_resident(writer), kind=KIND, subject=place.pk, text=text).public_id
    desk = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    actions.hide(desk, post=post, ground="spam", note="疑似广告")
    actions.appeal(as_resident(writer), post=post, reason="只是邻里互助，不是商家。")
