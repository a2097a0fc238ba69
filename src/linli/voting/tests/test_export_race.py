"""Two tellers at once, with connections of their own: an export is applied once."""

from tests.racing import race

from linli.kernel import clock
from linli.voting.actions import exports
from linli.voting.models import Ballot
from linli.voting.tests import estates, exporting
from linli.voting.tests.estates import CLOSES, WHY


def test_two_tellers_who_apply_at_once_apply_it_once(committed, monkeypatch):
    with clock.frozen(estates.MONDAY):
        quarter = estates.build()
        row = exporting.closed(quarter)
    exporting.bring(quarter, row)
    mark = exporting.draft(row).mark
    monkeypatch.setattr(clock, "now", lambda: clock._frozen.get() or CLOSES)

    def apply(room):
        exports.apply(quarter.owners[room], assembly=row.pk, mark=mark)

    answers = race(lambda: apply("1栋 105"), lambda: apply("1栋 106"))
    assert sorted(answers) == ["done", "voting.export_applied"]
    assert Ballot.objects.across_communities(WHY).filter(assembly=row).count() == 7
