"""Who may open which address of this module.

Nobody of the matrix serves a party organisation: for the desk, the officer's body is made one.
"""

from tests.architecture.matrix import Rule

HERE = {"resident", "staff", "auditor", "officer", "district_admin"}
EVERYBODY = HERE | {"neighbour", "stranger"}
TEXT = "腾空旧菜场，改建为社区食堂"


def _party(world):
    """The officer as one of a party branch of the estate."""
    from linli.organisations.models import Organisation

    office = world.offices["officer"]
    Organisation.objects.filter(pk=office.organisation_id).update(kind="party_branch")
    world.offices["officer"].organisation.refresh_from_db()
    return world.actor("officer")


def _studied(world):
    from linli.kernel import clock
    from linli.partywork.actions import course
    from linli.partywork.wanted import Study, Wanted

    actor = _party(world)
    row = course.open_affair(actor, wanted=Wanted(world.community.pk, "旧菜场改建", TEXT))
    study = Study(clock.today(), 9, 5, "同意征求意见")
    return course.study(actor, affair=row.pk, study=study)


def _asked(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.partywork.actions import course

    row = _studied(world)
    until = clock.today() + timedelta(days=7)
    return course.consult(world.actor("officer"), affair=row.pk, until=until, text=TEXT)


def of_party(world):
    """For lists of the desk: the officer's body is made a party branch."""
    _party(world)
    return {}


def asked(world):
    return {"affair": _asked(world).pk}


def studied(world):
    return {"affair": _studied(world).pk, "verb": "withdraw"}


def opinion(world):
    from linli.partywork.actions import opinions

    row = _asked(world)
    said = opinions.say(world.actor("resident"), affair=row.pk, words="怕油烟")
    return {"opinion": said.pk}


def filed(world):
    from datetime import timedelta

    from linli.kernel import clock
    from linli.partywork.actions import course
    from linli.partywork.wanted import Vote

    now = clock.now()
    with clock.frozen(now - timedelta(days=30)):
        row = _asked(world)
    actor = world.actor("officer")
    with clock.frozen(now - timedelta(days=20)):
        until = clock.today() + timedelta(days=5)
        course.show(actor, affair=row.pk, until=until, text=TEXT)
    course.decide(actor, affair=row.pk, vote=Vote(clock.today(), 9, 7, 6, 1))
    course.file_away(actor, affair=row.pk, number="荫党〔2026〕1号")
    return {"affair": row.pk}


def new(world):
    return {
        "place": f"{world.community.pk}-{world.estate.pk}",
        "title": "旧菜场改建",
        "text": TEXT,
    }


OFFICER = {"officer"}
WORDS = {"words": "怕油烟"}
TAKEN = {"channel": "meeting", "words": "一位老人希望留出菜摊"}
ANSWER = {"gist": "担心油烟", "stance": "taken", "words": "加装净化设备"}
RULES = {
    "GET affairs": Rule(allowed=EVERYBODY),
    "GET affair": Rule(allowed=HERE, args=asked),
    "GET say_opinion": Rule(allowed={"resident"}, args=asked),
    "POST say_opinion": Rule(allowed={"resident"}, args=asked, data=WORDS),
    "GET affair_file": Rule(allowed=HERE, args=filed),
    "GET affair_desk": Rule(allowed=OFFICER, args=of_party),
    "GET open_affair": Rule(allowed=OFFICER, args=of_party),
    "POST open_affair": Rule(allowed=OFFICER, args=of_party, data=new),
    "GET affair_work": Rule(allowed=OFFICER, args=asked),
    "GET affair_step": Rule(allowed=OFFICER, args=studied),
    "POST affair_step": Rule(allowed=OFFICER, args=studied, data={"words": "不办了"}),
    "GET take_down_opinion": Rule(allowed=OFFICER, args=asked),
    "POST take_down_opinion": Rule(allowed=OFFICER, args=asked, data=TAKEN),
    "GET answer_opinion": Rule(allowed=OFFICER, args=opinion),
    "POST answer_opinion": Rule(allowed=OFFICER, args=opinion, data=ANSWER),
    "GET api:list_affairs": Rule(allowed=EVERYBODY),
    "GET api:get_affair": Rule(allowed=HERE, args=asked),
    "POST api:post_opinion": Rule(allowed={"resident"}, args=asked, data=WORDS),
}
