"""Every example of the rules, and what a check character promises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.identity.identifiers import (
    FOREIGN,
    HK_MACAO_TAIWAN,
    RESIDENT_ID,
    USCC_ALPHABET,
    BadIdentifierError,
    age_on,
    check_character,
    masked_id,
    masked_phone,
    parse_credit_code,
    parse_id,
    parse_mobile,
    uscc_check_character,
)

TODAY = date(2026, 11, 22)


def refused(code, call, *args, **kwargs):
    with pytest.raises(BadIdentifierError) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "number", "kind", "born", "male"),
    [
        ("11010519491231002X", "11010519491231002X", RESIDENT_ID, date(1949, 12, 31), False),
        ("11010519491231002x", "11010519491231002X", RESIDENT_ID, date(1949, 12, 31), False),
        ("110105 19491231-002x", "11010519491231002X", RESIDENT_ID, date(1949, 12, 31), False),
        (
            "110105１９４９１２３１002Ｘ",
            "11010519491231002X",
            RESIDENT_ID,
            date(1949, 12, 31),
            False,
        ),
        ("110105200002290013", "110105200002290013", RESIDENT_ID, date(2000, 2, 29), True),
        ("810000199408230021", "810000199408230021", HK_MACAO_TAIWAN, date(1994, 8, 23), False),
        ("830000199201300022", "830000199201300022", HK_MACAO_TAIWAN, date(1992, 1, 30), False),
    ],
)
def test_good_numbers(text, number, kind, born, male):
    parsed = parse_id(text, today=TODAY)
    assert (parsed.number, parsed.kind, parsed.birth_date, parsed.male) == (
        number,
        kind,
        born,
        male,
    )
    assert parsed.area_known


def test_macao_and_foreign_permits():
    macao = "82000019900101001"
    assert parse_id(macao + check_character(macao), today=TODAY).kind == HK_MACAO_TAIWAN
    foreign = "93182619850715002"  # 9, province 31, nationality 826
    parsed = parse_id(foreign + check_character(foreign), today=TODAY)
    assert (parsed.kind, parsed.birth_date) == (FOREIGN, date(1985, 7, 15))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105200102290010", "identity.id_birth_date"),  # no such day
        ("110105209901010012", "identity.id_birth_date"),  # not born yet
        ("110105491231002", "identity.id_shape"),  # 15 digits
        ("11010519491231002Y", "identity.id_shape"),
        ("1101051949123100２", "identity.id_shape"),
        ("", "identity.id_shape"),
        ("110105194912310021", "identity.id_check_digit"),
    ],
)
def test_bad_numbers(text, code):
    refused(code, parse_id, text, today=TODAY)


def test_older_than_anybody():
    body = "11010518960101001"
    refused(
        "identity.id_birth_date", parse_id, body + check_character(body), today=date(2027, 1, 2)
    )
    body = "11010518961231001"
    assert parse_id(body + check_character(body), today=date(2026, 11, 22)).age(TODAY) == 129


def test_birth_today_is_possible():
    body = "44060420261122001"
    number = body + check_character(body)
    assert parse_id(number, today=TODAY).age(TODAY) == 0
    refused("identity.id_birth_date", parse_id, number, today=date(2026, 11, 21))


def test_unknown_area_warns_and_does_not_refuse():
    body = "45999919900101001"
    parsed = parse_id(body + check_character(body), today=TODAY)
    assert (parsed.area_known, parsed.kind) == (False, RESIDENT_ID)


def test_age_on_leap_day():
    born = date(2012, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 13
    assert age_on(born, date(2026, 3, 1)) == 14


bodies = st.builds(
    lambda area, born, seq: f"{area:06d}{born:%Y%m%d}{seq:03d}",
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@given(bodies, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_is_found(body, position, other):
    number = body + check_character(body)
    assert parse_id(number, today=TODAY).number == number
    if number[position] == other:
        return
    changed = number[:position] + other + number[position + 1 :]
    with pytest.raises(BadIdentifierError) as caught:
        parse_id(changed, today=TODAY)
    assert caught.value.code in {"identity.id_check_digit", "identity.id_shape"}


@given(bodies, st.integers(0, 16))
def test_swapped_neighbours_are_found(body, position):
    number = body + check_character(body)
    pair = number[position : position + 2]
    if pair[0] == pair[1]:
        return
    changed = number[:position] + pair[::-1] + number[position + 2 :]
    with pytest.raises(BadIdentifierError) as caught:
        parse_id(changed, today=TODAY)
    assert caught.value.code in {"identity.id_check_digit", "identity.id_shape"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("19912345678", "19912345678"),
    ],
)
def test_mobile_numbers(text, number):
    assert parse_mobile(text) == number


@pytest.mark.parametrize("text", ["12812345678", "1381234567", "138123456789", "02087654321", "x"])
def test_not_mobile_numbers(text):
    refused("identity.phone_shape", parse_mobile, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("9135 0100-m000100y43", "91350100M000100Y43"),
        ("N2330110MF9876543D", "N2330110MF9876543D"),
    ],
)
def test_credit_codes(text, code):
    assert parse_credit_code(text) == code


@pytest.mark.parametrize("first", ["A1", "Y1", "N1", "91", "53"])
def test_letter_first_credit_codes(first):
    body = f"{first}440604MF1234567"
    assert parse_credit_code(body + uscc_check_character(body)).startswith(first)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91350100M000100Y44", "identity.credit_code_check"),
        ("91350100I000100Y43", "identity.credit_code_shape"),
        ("9135010", "identity.credit_code_shape"),
    ],
)
def test_bad_credit_codes(text, code):
    refused(code, parse_credit_code, text)


@given(
    st.text(USCC_ALPHABET, min_size=9, max_size=9),
    st.integers(8, 17),
    st.sampled_from(USCC_ALPHABET),
)
def test_credit_code_finds_single_errors(tail, position, other):
    body = "N2330110" + tail
    code = body + uscc_check_character(body)
    assert parse_credit_code(code) == code
    if code[position] != other:
        refused(
            "identity.credit_code_check",
            parse_credit_code,
            code[:position] + other + code[position + 1 :],
        )


def test_masks_tell_neither_birth_date_nor_sequence():
    assert masked_id("11010519491231002X") == "11***************X"
    assert masked_phone("13812345678") == "138****5678"
