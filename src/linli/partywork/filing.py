"""The file of a decision, as everybody may take it along: everything that is public of it, and no more.

Its hash is in the public log, so nobody can put another one in its place.
"""

import json
from typing import Any

from linli.partywork import queries
from linli.partywork.models import Affair


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def file_of(row: Affair) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, no spaces. Of a filed matter always the same."""
    texts = queries.texts_of(row)
    content = {
        "number": row.number,
        "community": row.community,
        "organisation": row.organisation_id,
        "title": row.title,
        "profile": row.profile,
        "rules": row.rules,
        "studied": {
            "on": _day(row.studied_on),
            "entitled": row.study_entitled,
            "present": row.study_present,
            "said": row.study,
        },
        "asked": {
            "times": row.round,
            "from": _day(row.consult_from),
            "until": _day(row.consult_until),
        },
        "shown": {"from": _day(row.shown_from), "until": _day(row.shown_until)},
        "texts": [{"since": _day(each.put_on), "text": each.text} for each in texts],
        "opinions": [
            {
                "number": number,
                "late": each.late,
                "channel": each.channel,
                "stance": each.stance,
                "gist": each.gist,
                "answer": each.answer,
            }
            for number, each in enumerate(queries.answered(row).order_by("pk"), start=1)
        ],
        "decided": {
            "on": _day(row.decided_on),
            "outcome": row.outcome,
            "entitled": row.entitled,
            "present": row.present,
            "agree": row.agree,
            "oppose": row.oppose,
            "said": row.decision,
            "carry": row.carry,
        },
        "file": row.file_number,
        "filed": _day(row.filed_on),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
