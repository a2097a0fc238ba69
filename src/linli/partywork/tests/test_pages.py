"""Pages and the API: what people read and say, the desk; the same queries at two sizes."""

import pytest
from tests.entering import entering
from tests.queries import asked as counted

from linli.kernel import clock
from linli.partywork.models import Affair, Opinion
from linli.partywork.tests.making import (
    ALL,
    MAY,
    TEXT,
    after,
    answered,
    asked,
    here_now,
    opened,
    said,
    studied,
)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_now()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def test_from_the_draft_to_the_file_on_the_pages(here, enter):
    desk = enter("secretary")
    first = {"place": f"{here.community}", "title": "旧菜场改建", "text": TEXT}
    work = desk.post("/work/affairs/new/", first).url
    row = Affair.objects.across_communities(ALL).get()
    assert work == f"/work/affairs/{row.pk}/"
    assert enter("ann").get(f"/affairs/{row.pk}/").status_code == 404
    desk = enter("secretary")
    met = {"day": "2026-05-12", "entitled": 9, "present": 5, "words": "同意征求意见"}
    assert desk.post(f"{work}do/study/", met).url == work
    short = {"until": "2026-05-18", "text": TEXT}
    refused = desk.post(f"{work}do/consult/", short)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["until"])
    assert desk.post(f"{work}do/consult/", {"until": "2026-05-19", "text": TEXT}).url == work
    ann = enter("ann")
    page = f"/affairs/{row.pk}/"
    assert page in ann.get("/affairs/").content.decode()
    assert TEXT in ann.get(page).content.decode()
    assert ann.post(f"{page}say/", {"words": "王先生家怕油烟"}).url == page
    one = Opinion.objects.within(here.community).get()
    mine = ann.get(page).content.decode()
    assert "王先生家怕油烟" in mine
    assert "待答复" in mine
    assert "王先生" not in enter("bob").get(page).content.decode()
    desk = enter("member")
    assert "王先生家怕油烟" in desk.get(work).content.decode()
    answer = {"gist": "担心油烟", "stance": "taken", "words": "加装净化设备"}
    assert desk.post(f"/work/affairs/opinions/{one.pk}/", answer).url == work
    with after(8):
        until = {"until": "2026-05-25", "text": f"{TEXT}，加装净化设备"}
        assert desk.post(f"{work}do/show/", until).url == work
        bob = enter("bob").get(page).content.decode()
        assert "担心油烟" in bob
        assert "加装净化设备" in bob
        assert "王先生" not in bob
    with after(14):
        desk = enter("secretary")
        vote = {"day": "2026-05-26", "entitled": 9, "present": 7, "agree": 6, "oppose": 1}
        assert desk.post(f"{work}do/decide/", vote).url == work
        assert desk.post(f"{work}do/file/", {"number": "甲党〔2026〕7号"}).url == work
        ann = enter("ann")
        assert "6 人赞成" in ann.get(page).content.decode()
        assert page in ann.get("/affairs/?tab=over").content.decode()
        file = ann.get(f"{page}file/")
        assert file["Content-Disposition"] == f'attachment; filename="affair-{row.pk}.json"'
        row.refresh_from_db()
        assert row.file_hash in ann.get(page).content.decode()
        assert ann.get(f"{page}say/").status_code == 409


def test_software_reads_and_says(here, enter):
    row = asked(here)
    ann = enter("ann")
    listed = ann.get("/api/affairs").json()
    assert [each["id"] for each in listed["items"]] == [row.pk]
    sent = ann.post(
        f"/api/affairs/{row.pk}/opinions", {"words": "怕油烟"}, content_type="application/json"
    )
    assert (sent.status_code, sent.json()["mine"][0]["words"]) == (201, "怕油烟")
    told = enter("bob").get(f"/api/affairs/{row.pk}").json()
    assert (told["text"], told["opinions"], told["mine"], told["may_say"]) == (TEXT, [], [], True)
    assert enter("eve").get(f"/api/affairs/{row.pk}").status_code == 404


@pytest.mark.parametrize("odd", ["9" * 40, "a\x00b", "１２"])
def test_odd_numbers_in_addresses_are_answered_as_not_there(here, enter, odd):
    secretary = enter("secretary")
    for path in (
        f"/affairs/{odd}/",
        f"/affairs/{odd}/file/",
        f"/work/affairs/{odd}/",
        f"/work/affairs/{odd}/do/study/",
        f"/work/affairs/opinions/{odd}/",
    ):
        assert secretary.get(path).status_code == 404, path
    assert secretary.get(f"/api/affairs/{odd}").status_code in {404, 422}
    row = studied(here)
    assert secretary.get(f"/work/affairs/{row.pk}/do/nothing/").status_code == 404
    # a step that does not begin here is refused in words, whoever asks for its page
    answer = secretary.post(f"/work/affairs/{row.pk}/do/file/", {"number": odd})
    assert answer.status_code == 422


def test_lists_take_the_same_queries(here, enter):
    row = asked(here)
    answered(here, said(here, row))
    paths = {
        "ann": ["/affairs/", f"/affairs/{row.pk}/"],
        "secretary": ["/work/affairs/", f"/work/affairs/{row.pk}/", "/work/"],
    }

    def measured():
        return [counted(enter(who), path) for who, each in paths.items() for path in each]

    few = measured()
    for who in ("ann", "bob", "cai"):
        answered(here, said(here, row, who))
        asked(here)
        opened(here)
    assert measured() == few
