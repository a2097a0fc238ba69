"""After a busy day nothing outside the vault's ciphertext names anybody.

The whole system runs as `./linli up` starts it. Demo people and one newcomer do what people do;
then the database is dumped and everything else that was written is read: sessions, job arguments,
log entries, the programs' logs, the files, and every address that was asked for.
"""

import importlib.machinery
import importlib.util
import re
import subprocess

from linli.web.demo.people import PEOPLE, Role
from tests.scenarios.homes_day import PLANTED, a_day_about_homes, enter
from tests.scenarios.launcher import ROOT, Linli
from tests.scenarios.traces import find, needles
from tests.scenarios.visitor import Visitor
from tests.scenarios.votes_day import a_day_about_votes

NEWCOMER = {"name": "诸葛晓晨", "phone": "13912345678"}
PERSON = re.compile(r"/work/people/[0-9A-Z]{12}/")
CODE = re.compile(r"(?<![\d#])(\d{6})(?!\d)")


def wanted() -> dict[str, set[bytes]]:
    found = {f"newcomer's {kind}": needles(value) for kind, value in NEWCOMER.items()}
    found |= {label: needles(value) for label, value in PLANTED.items()}
    for each in PEOPLE:
        for kind, value in (
            ("name", each.name_zh),
            ("phone", each.phone),
            ("id", each.id_number),
            ("English name", each.name_en),
        ):
            found[f"{each.key}'s {kind}"] = needles(value)
    return found


def sign_in(visitor: Visitor, phone: str) -> None:
    page = visitor.submit(visitor.open("/in/"), "phone", path="/in/", phone=phone)
    assert visitor.seen[-1].endswith("/in/code/")
    notice = re.sub(r"<(style|svg)\b.*?</\1>", "", page.html, flags=re.DOTALL)
    code = CODE.findall(re.sub(r"<[^>]+>", " ", notice))[0]
    visitor.submit(page, "code", path="/in/code/", code=code)
    assert not visitor.seen[-1].endswith("/in/code/"), "the code was not taken"


def a_newcomers_day(base: str) -> list[str]:
    visitor = Visitor(base)
    sign_in(visitor, NEWCOMER["phone"])
    page = visitor.open("/me/welcome/")
    choices = re.findall(r'name="community"[^>]*value="(\d+)"|<option value="(\d+)"', page.html)
    community = next(a or b for a, b in choices)
    visitor.submit(page, "agreed", path="/me/welcome/", community=community, agreed="on")
    page = visitor.open("/me/name/")
    visitor.submit(page, "name", path="/me/name/", name=NEWCOMER["name"])
    assert NEWCOMER["name"] in visitor.open("/me/data/").html, "the name was taken"
    for address in ("/me/data/file.json", "/me/data/file.html"):
        visitor.open(address)
    visitor.crawl("/me/", 40)
    return visitor.seen


def a_clerks_day(base: str) -> list[str]:
    visitor = Visitor(base)
    enter(visitor, Role.CLERK)
    owner = next(each for each in PEOPLE if each.role == Role.OWNER)
    for by, text in (("name", owner.name_zh), ("phone", owner.phone[-4:])):
        page = visitor.open("/work/people/")
        found = visitor.submit(page, "text", path="/work/people/", by=by, text=text)
        assert any(PERSON.search(link) for link in found.links), f"found by {by}"
    visitor.crawl("/work/", 60)
    return visitor.seen


def everybodys_day(base: str) -> list[str]:
    seen = []
    for role in Role:
        visitor = Visitor(base)
        enter(visitor, role)
        visitor.crawl("/", 40)
        seen += visitor.seen
    return seen


def launcher():
    """The launcher as a module, for the address of its database."""
    loader = importlib.machinery.SourceFileLoader("linli_launcher", str(ROOT / "linli"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def dump(linli: Linli) -> bytes:
    module = launcher()
    url = module.Embedded(linli.data).url("linli_owner")
    done = subprocess.run([module.pg_program("pg_dump"), url], capture_output=True, check=True)
    return done.stdout


def opened_sessions(linli: Linli) -> bytes:
    """All sessions as the application reads them."""
    script = (
        "from django.contrib.sessions.models import Session\n"
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from linli.districts.context import in_district\n"
        "store = import_module(settings.SESSION_ENGINE).SessionStore\n"
        "with in_district('demo'):\n"
        "    for each in Session.objects.all(): print(dict(store(each.pk).items()))\n"
    )
    done = linli.run("manage", "shell", "-v", "0", "-c", script)
    assert done.returncode == 0, done.stderr
    assert "_auth_user_id" in done.stdout
    return done.stdout.encode()


def test_nothing_outside_the_vault_names_anybody(tmp_path, prepared):
    linli = prepared(tmp_path / "var")
    with linli.up():
        base = f"http://localhost:{linli.port}"
        homes, codes = a_day_about_homes(base)
        votes, ballots = a_day_about_votes(linli, base)
        addresses = (
            a_newcomers_day(base) + a_clerks_day(base) + everybodys_day(base) + homes + votes
        )
        sources = {
            "the database": dump(linli),
            "sessions": opened_sessions(linli),
            "addresses": "\n".join(addresses).encode(),
            "printed ballots": ballots.encode(),
        }
    for file in sorted(linli.data.rglob("*")):
        inside = file.relative_to(linli.data).parts
        if file.is_file() and inside[0] not in {"pg", "keys", "static"}:
            sources[str(file.relative_to(linli.data))] = file.read_bytes()
    assert {"logs/web.log", "logs/worker.log", "logs/sequencer.log", "logs/postgresql.log"} <= set(
        sources
    )
    assert b"identity_person" in sources["the database"]
    # a code that was printed opens a home: only its hash is kept
    values = wanted() | {f"code {code[:2]}…": needles(code) for code in codes}
    assert {name: f for name, raw in sources.items() if (f := find(values, raw))} == {}
