"""The operator's command: figures on standard output, applied once."""

import io
import json

import pytest
from django.core.management import call_command

from linli.places.models import Place, Unit
from linli.places.tests.rosters import JT, workbook
from linli.places.tests.test_roster_figures import EXPECTED
from linli.places.tests.test_roster_rows import HEAD, row


@pytest.fixture
def code(committed):
    district = Place.objects.add_root(
        {"kind": "district", "code": "44", "name_zh": "区", "name_en": "D"}
    )
    values = {"kind": "community", "code": "44001", "name_zh": "社区", "name_en": "C"}
    return Place.objects.add_child(district, values).code


def run(*words) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_roster", *map(str, words), stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), end.code
    return out.getvalue(), err.getvalue(), 0


def units() -> int:
    return Unit.objects.across_communities("test").count()


def test_figures_then_applied_then_nothing(code):
    out, err, exit_code = run(JT, "--estate", "JT小区")
    assert (json.loads(out), exit_code, units()) == (EXPECTED, 2, 0)
    assert code in err  # says which communities there are
    out, _, exit_code = run(JT, "--estate", "JT小区", "--community", code)
    assert (json.loads(out), exit_code, units()) == (EXPECTED, 0, 530)
    out, err, exit_code = run(JT, "--estate", "JT小区")
    assert (json.loads(out), exit_code, units()) == (EXPECTED, 0, 530)


def test_questions_and_refusals(code, tmp_path):
    path = tmp_path / "r.xlsx"
    path.write_bytes(workbook([[h if h != "业主" else "甲方" for h in HEAD], row()]))
    words = (path, "--estate", "甲", "--community", code)
    _, err, exit_code = run(*words)
    assert ('--answer "Sheet1|owner=甲方"' in err, exit_code, units()) == (True, 2, 0)
    _, _, exit_code = run(*words, "--preview", "--answer", "Sheet1|owner=甲方")
    assert (exit_code, units()) == (0, 0)
    _, _, exit_code = run(*words, "--answer", "Sheet1|owner=甲方")
    assert (exit_code, units()) == (0, 1)
    path.write_bytes(b"%PDF-1.7")
    _, err, exit_code = run(*words)
    assert ("places.roster_pdf" in err, exit_code) == (True, 1)
    _, _, exit_code = run(tmp_path / "none.xlsx", "--estate", "甲")
    assert exit_code == 1
