"""Whoever holds an account of the love bank hears that it was frozen and opened again."""

from django.urls import reverse

from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.ledger import actions
from linli.ledger.tests.test_nightly import MAY, points
from linli.ledger.tests.town import build
from linli.notices.models import Addressed


def test_the_holder_is_told_and_nobody_else(committed):
    with clock.frozen(MAY):
        town = build()
        account = points(town)
        actions.freeze(town.clerk, account=account.pk, reason="dispute", words="有人提出异议")
        actions.unfreeze(town.clerk, account=account.pk, words="记录无误")
        for event in Event.objects.filter(type__startswith="ledger.account_").order_by("pk"):
            assert run_consumer(event.pk, "linli.web.lovebank.tell_of_account")
    told = Addressed.objects.select_related("notice").order_by("pk")
    assert [(row.person_id, row.notice.kind) for row in told] == [
        (town.ann.person, "account_frozen"),
        (town.ann.person, "account_unfrozen"),
    ]
    assert {row.notice.link for row in told} == {reverse("my_account", args=[account.pk])}
    assert all(row.notice.urgent for row in told)
