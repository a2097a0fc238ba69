"""Who may open the addresses of official exports; `url_rules` takes these in."""

from tests.architecture.matrix import EVERYONE, Rule

FIRST = EVERYONE - {"stranger"}
RESIDENT = {"resident"}
#: Staff, and the resident who is a teller.
SERVING = {"resident", "staff"}
TABLE = "楼栋,房号,表决意见\n1栋,101,同意\n"
STATED = {"agree": {"persons": 1, "area": 90_00}, "passed": True}


def upload(_world=None):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"file": SimpleUploadedFile("export.csv", TABLE.encode(), content_type="text/csv")}


def closed_row(world):
    """Closed, of the imported mode, as rows; the resident is its teller."""
    from linli.kernel import clock
    from linli.voting.models import Assembly
    from linli.voting.tests.url_worlds import open_row

    row = open_row(world)
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="closed", closed_at=clock.now(), legal_mode="IMPORTED_FROM_OFFICIAL")
    return rows.get()


def closed(world):
    return {"code": closed_row(world).code}


def brought_row(world, data=TABLE):
    from linli.voting.actions import exports

    row, staff = closed_row(world), world.actor("staff")
    exports.bring(staff, assembly=row.pk, data=data.encode())
    return row


def asked(world):
    return {"code": brought_row(world, TABLE.replace("同意", "好")).code}


def answers(world):
    return {"q0": "agree"}


def stated_row(world):
    from linli.voting.actions import exports

    row = brought_row(world)
    exports.state(world.actor("staff"), assembly=row.pk, totals={1: STATED})
    return row


def stated(world):
    return {"code": stated_row(world).code}


def mark(world):
    from linli.voting.models import Assembly
    from linli.voting.official.drafts import open_draft
    from linli.voting.queries_official import open_export

    row = Assembly.objects.within(world.community.pk).select_related("estate").latest("pk")
    return {"mark": open_draft(row, open_export(row)).mark}


def matter(world):
    return {"code": brought_row(world).code, "number": 1}


def counted(world):
    """Applied, counted and, as rows, published: the steps have tests of their own."""
    from linli.kernel import clock
    from linli.voting.actions import exports, results
    from linli.voting.models import Assembly

    row = stated_row(world)
    teller = world.actor("resident")
    exports.apply(teller, assembly=row.pk, **mark(world))
    results.tally(teller, assembly=row.pk)
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="published", published_at=clock.now())
    return {"code": row.code}


TYPED = {"agree_persons": "1", "agree_area": "90.00", "outcome": "1"}
EXPORTS = {
    "GET official_export": Rule(allowed=SERVING, args=closed),
    "POST official_export": Rule(allowed=SERVING, args=closed, data=upload, status=302),
    "POST official_answers": Rule(allowed=SERVING, args=asked, data=answers),
    "GET official_totals": Rule(allowed=SERVING, args=matter),
    "POST official_totals": Rule(allowed=SERVING, args=matter, data=TYPED, status=302),
    "POST official_apply": Rule(allowed=RESIDENT, args=stated, data=mark),
    "POST official_withdraw": Rule(allowed=SERVING, args=stated),
    "GET official_differences": Rule(allowed=FIRST, args=counted),
    "POST api:bring_export": Rule(
        allowed=SERVING, args=closed, data=upload, content_type="multipart", status=201
    ),
    "GET api:get_export": Rule(allowed=SERVING, args=stated),
    "POST api:answer_export": Rule(
        allowed=SERVING, args=asked, data={"answers": {"CSV|choice|好": "agree"}}
    ),
    "POST api:state_totals": Rule(allowed=SERVING, args=stated, data={"totals": {"1": STATED}}),
    "POST api:withdraw_export": Rule(allowed=SERVING, args=stated),
    "POST api:apply_export": Rule(allowed=RESIDENT, args=stated, data=mark),
    "GET api:get_official": Rule(allowed=FIRST, args=counted),
}
