"""Printed matter as PDF: Chinese text that can be read, and codes that a scanner reads back."""

import io

import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.utils import translation

from linli.kernel.ids import public_id
from linli.voting import paper
from linli.voting.tests import making

HEAD = paper.Paper("abcd", "2026 年业主大会会议", "金泰小区", "2026-05-01", "2026-05-20 18:00")


def text_of(data):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return pages, "".join("".join(pages).split())


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def published():
    return making.of_vector(next(v for v in making.VECTORS if v["id"] == "V06")).published


def test_every_printed_ballot_bears_its_own_code(published):
    codes = [public_id() for _ in range(3)]
    data = paper.pdf(paper.ballots(HEAD, published.matters, codes))
    document = pypdfium2.PdfDocument(data)
    read = [
        [found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
        for page in document
    ]
    assert read == [[code] for code in codes]
    pages, text = text_of(data)
    assert len(pages) == 3
    for page, code in zip(pages, codes, strict=True):
        assert code in page
    assert "同意" in text
    assert "金泰小区" in text


def test_the_result_bears_every_number_and_what_was_missing(published):
    _, text = text_of(paper.pdf(paper.result(HEAD, published, "linli.example/test 159")))
    for part in (
        "未通过",
        "8000.00",
        "10000.00",
        "还差7",
        "参与表决的人数",
        published.result_hash[:40],
    ):
        assert part in text, part


def test_notice_and_tellers_sheet(published):
    html = paper.notice(
        HEAD, published.matters, {1: "<b>更换</b>\n物业"}, "《民法典》第二百七十八条"
    )
    _, text = text_of(paper.pdf(html))
    assert "<b>更换</b>物业" in text
    assert "第二百七十八条" in text
    _, text = text_of(paper.pdf(paper.tellers(HEAD, ["k3kx", "m2pz"], ["计票人甲"])))
    assert "k3kxm2pz" in text.replace("|", "")
    assert "计票人甲" in text


def test_without_pango_it_says_what_to_install(monkeypatch):
    import sys

    class Missing:
        def find_spec(self, name, *_):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(paper.NoPrinterError, match="libpango"):
        paper.pdf("<p>x</p>")


def test_nothing_is_fetched_from_anywhere():
    data = paper.pdf('<img src="file:///etc/passwd"><img src="http://127.0.0.1/x"><p>here</p>')
    assert text_of(data)[1] == "here1/1"
