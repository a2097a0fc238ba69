"""Plain text in, escaped and linked text out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.threads.private import holds_id_number
from linli.threads.text import clean, mentioned, render

NUMBER = "3F8K0ABCDEFG"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>hi</b> & 'you'", "&lt;b&gt;hi&lt;/b&gt; &amp; &#x27;you&#x27;"),
        ("a\nb", "a<br>b"),
        (f"@{NUMBER} 您好", '<span class="mention">@王**</span> 您好'),
        (f"@{NUMBER}X", f"@{NUMBER}X"),
        ("@00000000000Z", "@00000000000Z"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_rendering(text, html):
    assert render(text, {NUMBER: "王**"}) == html


def test_links_pass_nothing_on():
    html = render('看 https://example.org/a?b=1&c="><script>。谢谢 http://x.cn).', {})
    assert (
        '<a href="https://example.org/a?b=1&amp;c=" rel="nofollow ugc noopener noreferrer"' in html
    )
    assert '<a href="http://x.cn"' in html
    assert "<script" not in html
    assert render("https://a.cn/" + "x" * 100, {}).count("…") == 1


def test_a_hostile_name_is_escaped():
    assert "<i>" not in render(f"@{NUMBER}", {NUMBER: "<i>"})


@given(st.text())
def test_no_text_makes_a_tag_of_its_own(text):
    html = render(clean(text), {})
    bare = html.replace("<br>", "").replace("</a>", "")
    assert "<" not in bare.replace("<a href=", "")


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_letters_that_lie_are_taken_out():
    assert clean("safe\u202egnp.exe\u200b\x00\r\nend \n\n\n\n.") == "safegnp.exe\nend\n\n."
    assert clean("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


def test_mentions_are_found_once_in_order():
    assert mentioned(f"@{NUMBER} @ABCDEFGHJKMN @{NUMBER} mail@{NUMBER}x") == [
        NUMBER,
        "ABCDEFGHJKMN",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "我的号码11010519491231002X谢谢",
        "1101 0519 4912 3100 2x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
    ],
)
def test_an_id_number_is_noticed(text):
    assert holds_id_number(text)


@pytest.mark.parametrize("text", ["110105194912310021", "订单 123456789012345678", "3栋 101"])
def test_other_numbers_are_not(text):
    assert not holds_id_number(text)


def test_letters_that_the_database_refuses_are_taken_out():
    assert clean("a\x00b\ud800c") == "abc"
