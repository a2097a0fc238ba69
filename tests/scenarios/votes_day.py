"""What owners and their committee do about a vote on a busy day: objections, sheets, mandates."""

import io
import re

import pypdf

from linli.web.demo.people import Role
from tests.scenarios.homes_day import NUMBER, SAID, as_role, link, picture
from tests.scenarios.launcher import Linli
from tests.scenarios.visitor import Visitor

#: A second assembly, announced by the demo's chair today; an objection to the first one's result
#: is written as the action writes it, which would have to wait for weeks.
ANNOUNCED = f"""
from datetime import timedelta
from linli.districts.context import in_district
with in_district('demo'):
    from django.db import transaction
    from linli.identity.queries import person_by_phone
    from linli.kernel import clock
    from linli.organisations.models import Organisation
    from linli.organisations.queries import offices_of
    from linli.voting import operations
    from linli.voting.actions import course, drafting
    from linli.voting.models import Assembly, ResultObjection
    from linli.web.acting import as_office
    from linli.web.demo.bodies import estate
    from linli.web.demo.people import BY_KEY
    from linli.web.demo.vote_keys import keys_of
    from linli.web.demo.votes import KEY, _chair
    chair, quarter, now = _chair(), estate(), clock.now()
    actor = as_office(chair, offices_of(chair.pk)[0], second=True)
    body = Organisation.objects.get(estate=quarter.pk, kind='owners_committee')
    row = drafting.draft(
        actor, estate=quarter.pk, convener=body.pk, ground='owners_committee',
        ground_text='决议', titles=('第二次会议', 'Second'), legal_mode='BINDING_HERE',
        opens_at=now + timedelta(days=30), closes_at=now + timedelta(days=40),
    )
    drafting.add_matter(
        actor, assembly=row.pk, kind='common_parts', texts={{'zh-hans': ('事项', '内容'),
        'en': ('Matter', 'Text')}},
    )
    for key, role in ((f'grandmother-{{KEY}}', 'teller'), (f'grid_worker-{{KEY}}', 'scrutineer')):
        drafting.appoint_teller(
            actor, assembly=row.pk, person=person_by_phone(BY_KEY[key].phone).public_id, role=role
        )
    course.notice(actor, assembly=row.pk)
    first = Assembly.objects.within(quarter.community_id).get(state='open')
    with transaction.atomic():
        ResultObjection.objects.create(
            community=first.community, assembly=first, person=chair, at=now,
            text=operations.seal_text({SAID!r}),
        )
    print('ASSEMBLY', row.code, first.code)
"""


def announced(linli: Linli) -> tuple[str, str]:
    """Codes of the assembly that was announced, and of the one that is open."""
    done = linli.run("manage", "shell", "-v", "0", "-c", ANNOUNCED)
    found = re.search(r"ASSEMBLY (\S+) (\S+)", done.stdout)
    assert found, done.stderr
    return found[1], found[2]


def an_objection(owner: Visitor, chair: Visitor, code: str) -> None:
    """An owner says that the roll is wrong; the chair answers."""
    path = f"/assemblies/{code}/roll/object/"
    owner.submit(owner.open(path), "text", path=path, text=SAID)
    work = chair.open(f"/work/assemblies/{code}/")
    assert SAID in work.html, "the objection stands there"
    answer = link(work, rf"/work/assemblies/{code}/objections/")
    chair.submit(chair.open(answer), "text", path=answer, upheld="0", text=SAID)
    assert chair.seen[-1] != answer, "it was answered"


def sheets(serving: Visitor, code: str) -> str:
    """Ballots on paper, for the whole roll; answers what stands on them."""
    path = f"/assemblies/{code}/sheets/"
    every = next(f for f in serving.open(path).forms if "building" in f.names and f.action)
    serving.open(every.action, every.given)
    printed = serving.raw(f"{path}ballots.pdf")
    assert printed.startswith(b"%PDF"), "sheets were printed"
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)


def mandates(old: Visitor, owner: Visitor, serving: Visitor, code: str) -> None:
    """One owner gives a mandate on the phone; the desk enters another from paper, with its scan."""
    holder = NUMBER.search(re.sub(r"<[^>]+>", " ", owner.open("/me/").html))[0]
    give = link(old.open(f"/assemblies/{code}/"), rf"/assemblies/{code}/ballot/\d+/mandate/$")
    old.submit(old.open(give), "holder", path=give, holder=holder)
    assert "/mandate/" not in old.seen[-1], "the mandate was given"
    # numbers on the roll are drawn: whoever gave a mandate already may have any of them
    taken = {
        int(n)
        for n in re.findall(r"/ballot/(\d+)/", give + owner.open(f"/assemblies/{code}/").html)
    }
    other = next(number for number in range(1, 10) if number not in taken)
    path = f"/assemblies/{code}/mandates/"
    serving.submit(
        serving.open(path), "holder", path=path, elector=str(other), holder=holder,
        files={"papers": ("scan.jpg", picture())},
    )  # fmt: skip
    assert serving.open(path).html.count("→") == 2, "both stand at the desk"


def a_day_about_votes(linli: Linli, base: str) -> tuple[list[str], str]:
    """Answers the addresses that were asked for, and the text of the printed ballots."""
    roles = (Role.OWNER, Role.GRANDMOTHER, Role.OWNERS_CHAIR, Role.CLERK)
    owner, old, chair, clerk = (as_role(base, role) for role in roles)
    later, open_now = announced(linli)
    an_objection(owner, chair, later)
    text = sheets(clerk, open_now)
    mandates(old, owner, clerk, open_now)
    chair.crawl("/work/assemblies/", 20)
    clerk.crawl(f"/assemblies/{open_now}/", 20)
    return owner.seen + old.seen + chair.seen + clerk.seen, text
