"""Nobody reads what was not published; what was is the same as what was signed."""

from django.urls import reverse

from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.voting import rules
from linli.voting.models import Assembly, Ballot
from linli.voting.queries_editions import KIND, may_have
from linli.voting.tests import casting, deciding, estates
from linli.voting.tests.casting import DURING
from linli.voting.tests.estates import CLOSES, ROOMS, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]


def void(row: Assembly) -> Assembly:
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="void", void_ground="（2026）粤0604民初1号")
    return rows.select_related("estate").get()


def test_a_void_assembly_shows_no_result_that_was_never_published(quarter, client, enter):
    row = deciding.closed(quarter)
    estates.signed(quarter, row)
    row = void(row)
    integrate()
    cast = Ballot.objects.within(row.community).filter(assembly=row, channel="kiosk").get()
    pages = {
        name: reverse(name, args=[row.code]) for name in ("assembly", "assembly_result", "editions")
    }
    api = f"/api/assemblies/{row.code}/"
    proof = reverse("ballot_proof", args=[row.code, cast.code])
    # strangers see as little of it as before
    assert not rules.visible_to(VISITOR).filter(pk=row.pk).exists()
    for address in (*pages.values(), f"{api}result", f"{api}editions"):
        nowhere = client.get(address.replace(row.code, "0" * 12))
        assert client.get(address).status_code == nowhere.status_code != 200
    # neighbours see that it is void, and no result
    neighbour = enter(ROOMS[7])
    text = neighbour.get(pages["assembly"]).content.decode()
    assert "（2026）粤0604民初1号" in text
    assert row.result_hash not in text
    assert pages["assembly_result"] not in text
    for address in (pages["assembly_result"], pages["editions"], f"{api}result", f"{api}editions"):
        assert neighbour.get(address).status_code == 409
    # whoever holds a ballot's number learns nothing of what it says
    text = neighbour.get(proof).content.decode()
    assert "尚" in text or "加密封存" in text
    assert not any(f'__ft">{word}</span>' in text for word in ("同意", "反对"))
    for kind in (KIND.BUNDLE, KIND.OWNERS_BUNDLE, KIND.POSTER):
        assert may_have(quarter.owners[ROOMS[7]], row, kind).reason == "voting.no_result_yet"
        assert may_have(clerk(quarter), row, kind).reason == "voting.no_result_yet"


def test_a_void_assembly_keeps_the_result_that_was_published(quarter, client):
    row = void(deciding.with_editions(quarter))
    answer = client.get(reverse("assembly_result", args=[row.code]))
    assert row.result_hash in answer.content.decode()
    assert may_have(VISITOR, row, KIND.BUNDLE)


def test_before_the_publication_nobody_learns_that_a_ballot_was_replaced(quarter, client):
    """Else somebody who made a voter show their receipt learns that they voted anew."""
    client.cookies["language"] = "en"
    with clock.frozen(estates.MONDAY):
        row = estates.opened(quarter)
    with clock.frozen(DURING):
        first = casting.vote(quarter, row, ROOMS[0], "oppose")
        second = casting.vote(quarter, row, ROOMS[0], "agree")
    integrate()

    def page(code: str) -> str:
        found = client.get(reverse("ballot_proof", args=[row.code, code]))
        return found.content.decode()

    def same() -> None:
        for code in (first.code, second.code):
            text = page(code)
            assert "It is there." in text
            assert not any(word in text for word in ("replaced", "It was counted", "set aside"))

    same()
    estates.closed(quarter, row)
    estates.unsealed(quarter, row)
    same()
    estates.signed(quarter, row)
    same()
    with clock.frozen(CLOSES):
        from linli.voting.actions import results

        results.publish(clerk(quarter), assembly=row.pk)
    assert "was replaced by" in page(first.code)
    assert "It was counted" in page(second.code)
