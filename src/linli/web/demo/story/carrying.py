"""What became of what was adopted: done and confirmed, in work, overdue, asked, reported."""

from datetime import date, datetime, time
from io import BytesIO

from PIL import Image, ImageDraw

from linli.files.actions import bring
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM, Actor
from linli.resolutions.actions import carrying, confirming, looking
from linli.resolutions.models import Resolution
from linli.resolutions.parameters import PICTURE_OF
from linli.resolutions.wanted import Asked
from linli.stalling import actions as ladder
from linli.stalling.models import Stall
from linli.stalling.wanted import Delivery
from linli.web.demo.story.cast import Story


def of(story: Story, topic: int) -> int:
    return Resolution.objects.within(story.community).get(topic=topic).pk


def _asked(story: Story, who: str, until: date, **more: object) -> Asked:
    return Asked(story.office[who].office or 0, until, **more)  # type: ignore[arg-type]


def paving(story: Story, topic: int) -> None:
    """Given, accepted, two parts, pictures, two voices."""
    pk, manager = of(story, topic), story.office["property_manager"]
    until = workdays.shifted(story.moment(48, 9).date(), 9)
    with story.ago(48, 9):
        parts = (
            ("起砖、垫实", workdays.shifted(clock.today(), 4)),
            ("重铺、勾缝、清场", until),
        )
        asked = _asked(
            story, "property_manager", until, needs="泥瓦工 2 名，旧砖尽量回用",
            budget_fen=480_000, payer="property_company", milestones=parts,
        )  # fmt: skip
        carrying.give(story.office["clerk"], resolution=pk, asked=asked)
    with story.ago(47, 16):
        carrying.accept(manager, resolution=pk)
    for number, (days, words) in enumerate(
        ((44, "六十平方米起砖完成，基层已夯实"), (40, "重铺完成"))
    ):
        with story.ago(days, 17):
            part = Resolution.objects.within(story.community).get(pk=pk).milestones.order_by("pk")
            before = picture(broken=number == 0)
            shown = _picture(manager, before)
            carrying.reach(
                manager, resolution=pk, milestone=part[number].pk, words=words, files=[shown]
            )
    with story.ago(39, 17):
        shown = _picture(manager, picture(broken=False))
        words = "步道已重铺，轮椅和婴儿车走得平"
        carrying.report(manager, resolution=pk, words=words, files=[shown])
    with story.ago(38, 10):
        confirming.confirm(story.office["clerk"], resolution=pk, words="现场走过，没有松动")
    with story.ago(37, 18):
        confirming.affirm(story.who["grandmother"], resolution=pk, words="走着稳当了")


def lights(story: Story, topic: int) -> None:
    """In work: one part is done, the other has its day ahead."""
    pk, manager = of(story, topic), story.office["property_manager"]
    until = workdays.shifted(story.today, 9)
    with story.ago(48, 9, 30):
        parts = (
            ("一栋 12 盏换好", workdays.shifted(story.today, -8)),
            ("二栋 12 盏换好", workdays.shifted(story.today, 6)),
        )
        asked = _asked(
            story, "property_manager", until, needs="感应灯 24 盏",
            budget_fen=720_000, payer="property_company", milestones=parts,
        )  # fmt: skip
        carrying.give(story.office["clerk"], resolution=pk, asked=asked)
    with story.ago(47, 16, 30):
        carrying.accept(manager, resolution=pk)
    with story.at(_noon(workdays.shifted(story.today, -9))):
        part = Resolution.objects.within(story.community).get(pk=pk).milestones.order_by("pk")[0]
        words = "一栋 12 盏已换，住户代表逐层验过"
        carrying.reach(manager, resolution=pk, milestone=part.pk, words=words)


def rubbish(story: Story, topic: int) -> None:
    """Accepted, and its day passed: a letter went out, the company was silent, the lawyer is next."""
    pk = of(story, topic)
    began = workdays.shifted(story.today, -18)
    with story.ago(48, 10):
        asked = _asked(
            story, "property_manager", workdays.shifted(began, -1), needs="带盖桶 1 个",
            budget_fen=38_000, payer="property_company",
        )  # fmt: skip
        carrying.give(story.office["clerk"], resolution=pk, asked=asked)
    with story.ago(47, 17):
        carrying.accept(story.office["property_manager"], resolution=pk)
    with story.at(_noon(began)):
        looking.overdue(SYSTEM, resolution=pk)
        story.follow()
        stall = Stall.objects.within(story.community).get(topic=topic, ended_at=None)
        letter = Delivery("post", "EMS 1089 2231 552 CN", ("facts", "photos", "contract"))
        ladder.done(story.who["owner"], stall=stall.pk, level=0, delivery=letter)
    with story.at(_noon(workdays.shifted(began, 16))):
        ladder.advance(SYSTEM, stall=stall.pk)


def pingpong(story: Story, topic: int) -> None:
    """Done, says its owner; the raiser and another organisation have not said so yet."""
    pk, worker = of(story, topic), story.office["grid_worker"]
    with story.ago(20, 9):
        until = workdays.shifted(clock.today(), 12)
        asked = _asked(story, "grid_worker", until, needs="球桌 2 张，共建单位捐赠", milestones=())
        carrying.give(story.office["clerk"], resolution=pk, asked=asked)
    with story.ago(19, 9):
        carrying.accept(worker, resolution=pk)
    with story.ago(1, 16):
        words = "两张球桌已放好，每天早九点到晚八点开放"
        shown = _picture(worker, picture(broken=False))
        carrying.report(worker, resolution=pk, words=words, files=[shown])


def meals(story: Story, topic: int) -> None:
    """Asked yesterday; whoever was asked has not answered."""
    with story.ago(1, 10):
        until = workdays.shifted(clock.today(), 15)
        asked = _asked(
            story, "property_manager", until, needs="保温箱 3 个，电动车 1 辆",
            budget_fen=54_000, payer="residents_committee",
        )  # fmt: skip
        carrying.give(story.office["clerk"], resolution=of(story, topic), asked=asked)


def _picture(actor: Actor, content: bytes) -> str:
    return str(bring(actor, kind=PICTURE_OF, content=content).public_id)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.LOCAL)


def picture(*, broken: bool) -> bytes:
    """Paving stones, drawn: the demo holds no photograph of a real place."""
    size, stone = (480, 320), 40
    image = Image.new("RGB", size, "#6f6a62")
    pen = ImageDraw.Draw(image)
    for row, top in enumerate(range(0, size[1], stone)):
        for column, left in enumerate(range(-stone * (row % 2) // 2, size[0], stone)):
            lifted = broken and (row * 7 + column * 5) % 6 == 0
            shift = 7 if lifted else 0
            colour = "#8d8474" if lifted else "#c9bfae"
            pen.rectangle((left + 2, top + 2 + shift, left + stone - 2, top + stone - 2), colour)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
