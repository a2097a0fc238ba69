"""The search for personal data finds what was planted, in every packing."""

import base64
import json
import zlib

import pytest

from tests.scenarios.traces import find, needles

WANTED = {"name": needles("陈秀兰"), "phone": needles("19900000001")}


@pytest.mark.parametrize(
    "packed",
    [
        "x 陈秀兰 y".encode(),
        json.dumps({"a": "陈秀兰"}).encode(),
        b"\\x" + "……陈秀兰……".encode().hex().encode(),
        base64.b64encode("session 陈秀兰 session".encode()),
        base64.urlsafe_b64encode(zlib.compress("陈秀兰 陈秀兰 陈秀兰".encode())) + b":sig",
        b"GET /?q=%E9%99%88%E7%A7%80%E5%85%B0",
    ],
)
def test_a_planted_name_is_found(packed):
    assert find(WANTED, packed) == {"name"}


def test_nothing_is_found_where_nothing_is():
    assert find(WANTED, b"\\x00112233445566778899 TG9yZW0gaXBzdW0gZG9sb3I= 199000") == set()
