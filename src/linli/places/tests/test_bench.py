"""The bench of lists runs, and the lists need the same queries at two sizes."""

from linli.places import bench, bench_lists
from linli.places.models import Place


def test_lists_need_the_same_queries_at_two_sizes(db, monkeypatch):
    monkeypatch.setattr(bench_lists, "SIZES", (60, 180))
    monkeypatch.setattr(bench_lists, "PAGES", 3)
    root = Place.objects.add_root(
        {"kind": "district", "code": "44", "name_zh": "区", "name_en": "D"}
    )
    places = [
        Place.objects.add_child(
            root, {"kind": "community", "code": code, "name_zh": "社区", "name_en": "C"}
        )
        for code in ("44001", "44002")
    ]
    figures = dict(bench_lists.lists(places, bench.roster_file, lambda: None))
    for page in ("unit list", "community home"):
        few, many = figures[f"{page}: queries at 60 and 180 units"].split(" and ")
        assert few == many, page
