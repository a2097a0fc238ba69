"""The bench's made-up ballots are counted to the figures that they were made of."""

from linli.places.models import Estate
from linli.voting import bench_exports, counting
from linli.voting.operations_bench import opened_ballots


def test_made_up_ballots_count(quarter):
    estate = Estate.objects.within(quarter.town.community).get()
    row = opened_ballots(estate, quarter.committee, 400)
    assert counting.unopened(row) == 0
    ((_, passed, explanation),) = counting.results_of(row)
    assert [explanation[c]["persons"] for c in ("agree", "oppose", "abstain")] == [200, 100, 100]
    assert explanation["roll"]["area"] == sum(5000 + n % 10000 for n in range(1, 401))
    assert not passed


def test_the_made_up_export_is_counted_without_a_finding():
    homes = 600
    roll = bench_exports.roll_of(homes)
    folded, result = bench_exports.counted(bench_exports.export_file(homes), roll)
    assert (folded.findings, len(folded.ballots)) == ([], 500)
    assert [result[c]["persons"] for c in ("agree", "oppose", "abstain")] == [300, 100, 100]
