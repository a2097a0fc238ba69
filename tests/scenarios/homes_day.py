"""What staff and residents do about homes, offices, visits, mandates and votes on a busy day.

Everything that may name somebody is planted here: in files, cells, scans and every field for words.
"""

import io
import re
from collections.abc import Iterator

import pypdf
from PIL import Image

from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import GOOD, HEAD, row
from linli.web.demo.people import PEOPLE, Role
from tests.scenarios.visitor import Page, Visitor

OWNER = {"owner of a roster": "欧阳慕华", "their phone": "13912345679", "their number": GOOD}
CORRECTED = {"corrected owner": "司徒念慈"}
WORDS = {"words in a field": "钥匙在门垫底下"}
POSTED = {"words of a post": "楼下的猫叫上官小花"}
ARTIST = {"artist of a picture": "Photographer-Shangguan"}
PLANTED = OWNER | CORRECTED | WORDS | POSTED | ARTIST
SAID = WORDS["words in a field"]
CODE = re.compile(r"([0-9A-Z]{4}) ([0-9A-Z]{4}) ([0-9A-Z]{4})")
NUMBER = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{12}\b")


def enter(visitor: Visitor, role: Role) -> None:
    who = next(each for each in PEOPLE if each.role == role)
    visitor.submit(visitor.open("/enter/"), "who", path="/enter/", who=who.key)
    assert "account" not in visitor.seen[-1]


def as_role(base: str, role: Role) -> Visitor:
    visitor = Visitor(base)
    enter(visitor, role)
    return visitor


def link(page: Page, pattern: str) -> str:
    return next(each for each in page.links if re.search(pattern, each))


def picture() -> bytes:
    """A photograph that says who took it."""
    exif = Image.Exif()
    exif[0x013B] = ARTIST["artist of a picture"]
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_roster(clerk: Visitor) -> str:
    """Brought, looked at, applied, a correction proposed; answers a home's page."""
    new = "/work/estates/new/"
    clerk.submit(clerk.open(new), "name_zh", path=new, name_zh="痕迹测试园")
    newest = max(
        int(n) for n in re.findall(r"/work/estates/(\d+)/", clerk.open("/work/estates/").html)
    )
    estate = f"/work/estates/{newest}/"
    name, phone, number = OWNER.values()
    data = workbook(
        [HEAD, row(业主=name, 联系电话=phone, 身份证号=number, 备注=SAID), row(房号="102")]
    )
    address = f"{estate}roster/"
    upload = clerk.open(address)
    preview = clerk.submit(upload, "file", path=address, files={"file": ("名册.xlsx", data)})
    roster = clerk.seen[-1]
    assert "/work/rosters/" in roster, "the roster is there to be looked at"
    clerk.submit(preview, "version")
    unit = link(clerk.open(f"{estate}units/"), r"/work/units/\d+/$")
    corrected = f"{unit}correct/owner/"
    clerk.submit(
        clerk.open(corrected),
        "reason",
        path=corrected,
        names=CORRECTED["corrected owner"],
        numbers="",
        phone="",
        reason=SAID,
    )
    queue = clerk.open("/work/units/corrections/")
    proposal = clerk.open(link(queue, r"/work/units/corrections/\d+/"))
    assert SAID in proposal.html, "the correction was proposed"
    clerk.open(f"{estate}units.xlsx")
    return unit


def slips(clerk: Visitor) -> Iterator[str]:
    """Printed for a building; answers the codes that stand on the paper."""
    building = link(clerk.open("/work/residence/slips/"), r"/slips/\d+/$")
    (form,) = [f for f in clerk.open(building).forms if f.action.endswith("/print/")]
    printed = clerk.raw(form.action, form.given)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    codes = ["".join(each) for each in CODE.findall(text)]
    assert codes, "slips were printed"
    yield from codes


def a_claim(resident: Visitor, unit: str) -> None:
    number = re.search(r"/work/units/(\d+)/", unit)[1]
    address = f"/me/homes/claim/room/{number}/"
    resident.submit(resident.open(address), "says", path=address, relation="owner", says=SAID)
    claim = resident.seen[-1]
    assert "/me/homes/claims/" in claim, "the claim waits"
    papers = f"{claim}papers/"
    resident.submit(
        resident.open(papers), "papers", path=papers,
        files={"papers": ("产权证.jpg", picture())},
    )  # fmt: skip
    assert resident.seen[-1] == claim, "papers were taken"


def words(resident: Visitor) -> None:
    """A work log, a post in the corner, an objection to a roll."""
    log = resident.open("/me/log/new/")
    resident.submit(
        log, "text", path="/me/log/new/", text=SAID,
        files={"pictures": ("x.jpg", picture())},
    )  # fmt: skip
    assert re.search(r"/me/log/\d+/$", resident.seen[-1]), "the entry was noted"
    corner = link(resident.open("/"), r"^/corner/")
    resident.submit(
        resident.open(corner), "text", path=corner, text=POSTED["words of a post"],
        files={"files": ("x.jpg", picture())},
    )  # fmt: skip
    assert POSTED["words of a post"] in resident.open(corner).html, "the post stands in the corner"


def a_mandate(clerk: Visitor, principal: Visitor, helper: Visitor) -> None:
    numbers = [NUMBER.search(re.sub(r"<[^>]+>", " ", v.open("/me/").html))[0]
               for v in (principal, helper)]  # fmt: skip
    sheet = re.search(r"sheet__code.*?<strong[^>]*>\s*([0-9A-Z ]+?)\s*</strong>",
                      clerk.open("/me/mandates/sheet/").html, re.DOTALL)[1]  # fmt: skip
    path = "/work/mandates/paper/"
    clerk.submit(
        clerk.open(path), "sheet", path=path, sheet=sheet, principal=numbers[0], helper=numbers[1],
        deeds="inbox", bond="family", files={"scan": ("scan.jpg", picture())},
    )  # fmt: skip
    assert re.search(r"/work/mandates/\d+/$", clerk.seen[-1]), "the sheet was entered"


def a_day_about_homes(base: str) -> tuple[list[str], list[str]]:
    """Answers the addresses that were asked for, and codes that were printed on paper."""
    clerk, owner, old = (as_role(base, r) for r in (Role.CLERK, Role.OWNER, Role.GRANDMOTHER))
    unit = a_roster(clerk)
    codes = list(slips(clerk))
    a_claim(owner, unit)
    words(owner)
    a_mandate(clerk, old, owner)
    for visitor, start in (
        (clerk, "/work/grids/"),
        (clerk, "/work/residence/"),
        (owner, "/me/homes/"),
    ):
        visitor.crawl(start, 20)
    return clerk.seen + owner.seen + old.seen, codes
