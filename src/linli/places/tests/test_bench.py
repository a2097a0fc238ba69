"""The bench of lists runs, and the lists need the same queries at two sizes."""

from linli.places import bench, bench_lists
from linli.places.models import Place


def test_lists_need_the_same_queries_at_two_sizes(db, monkeypatch):
    monkeypatch.setattr(bench_lists, "SIZES", (60, 180))
    monkeypatch.setattr(bench_lists, "PAGES", 3)
    root = Place.objects.add_root(
        {"kind": "district", "code": "44", "name_zh": "区", "name_en": "D"}
    )
    values = {"kind": "community", "code": "44001", "name_zh": "社区", "name_en": "C"}
    figures = dict(bench_lists.lists(Place.objects.add_child(root, values), bench.roster_file))
    for page in ("unit list", "community home"):
        few, many = figures[f"{page}: queries at 60 and 180 units"].split(" and ")
        assert few == many, page
