"""The transparency log from the command line: ``./linli log …``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.districts.context import all_schemas, in_district
from linli.journal import cosigning, queries, succession
from linli.journal import operations_log as operations
from linli.journal.audit import audit
from linli.journal.export import export
from linli.journal.keys import KeyTrouble
from linli.journal.notes import Note, NoteError


class Command(BaseCommand):
    help = "export · audit · succeed · halt · resume · cosign · witness · status"

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="COMMAND")

        def command(name: str, help_text: str, *, one: bool = False) -> CommandParser:
            sub: CommandParser = commands.add_parser(name, help=help_text)
            default = settings.DEFAULT_DISTRICT if one else None
            sub.add_argument(
                "--district", default=default, help="schema; default: " + (default or "all")
            )
            return sub

        command("export", "the tree as static files", one=True).add_argument("folder")
        command("audit", "re-compute everything; ends with 1 when there is a fault")
        succeed = command("succeed", "end the log honestly and begin its successor", one=True)
        succeed.add_argument(
            "--known",
            action="append",
            default=[],
            help="a file with a later checkpoint of the old log",
        )
        command("halt", "let the log stand still").add_argument("--reason", default="operator")
        resume = command("resume", "let it grow again, if no witness knows more", one=True)
        resume.add_argument(
            "--without-witnesses",
            action="store_true",
            help="there is no witness, and nobody saw more",
        )
        command("cosign", "ask the witnesses now")
        command("status", "size, state and witnesses")
        witness = command("witness", "whom to ask for cosignatures", one=True)
        witness.add_argument("act", choices=["add", "remove", "require", "list"])
        witness.add_argument("words", nargs="*", help="add VKEY URL · remove NAME · require K")

    def handle(self, *, what: str, district: str | None, **options: Any) -> None:
        if district is not None and district not in all_schemas():
            message = f"there is no district {district}"
            raise CommandError(message)
        does: Callable[..., int | None] = getattr(self, f"do_{what}")
        code = 0
        for schema in [district] if district else all_schemas():
            with in_district(schema):
                try:
                    code = max(code, does(**options) or 0)
                except (NoteError, KeyTrouble, OSError, ValueError) as error:
                    raise CommandError(str(error)) from error
        if code:
            sys.exit(code)

    def do_export(self, *, folder: str, **_: Any) -> None:
        self.stdout.write(f"{export(Path(folder))} files in {folder}")

    def do_audit(self, **_: Any) -> int:
        faults = []
        for report in audit():
            faults += report.faults
            if report.name == "events":
                self.stdout.write(f"events: {report.pending} wait for the log")
            else:
                self.stdout.write(
                    f"{report.name}: {report.entries} entries, {report.checkpoints} checkpoints, "
                    f"{report.cosignatures} cosignatures, {report.erased} openings erased"
                )
        for each in faults:
            self.stdout.write(f"fault: {each}")
        self.stdout.write(f"{len(faults)} faults" if faults else "no faults")
        return 1 if faults else 0

    def do_succeed(self, *, known: list[str], **_: Any) -> None:
        log = succession.succeed(Note.parse(Path(each).read_text()) for each in known)
        self.stdout.write(f"{log.origin} goes on.\n{log.vkey}")
        self.stdout.write("Publish this key; each witness follows it by its operator's act.")

    def do_halt(self, *, reason: str, **_: Any) -> None:
        operations.halt(reason)

    def do_resume(self, *, without_witnesses: bool, **_: Any) -> None:
        trouble = cosigning.may_resume(without_witnesses=without_witnesses)
        if trouble:
            raise CommandError(trouble)
        operations.resume()
        self.stdout.write("the log goes on")

    def do_cosign(self, **_: Any) -> None:
        for name, reply in cosigning.cosign().items():
            self.stdout.write(f"{name}: {reply.outcome} {reply.detail}".rstrip())

    def do_status(self, **_: Any) -> None:
        for log in queries.logs():
            state = "halted" if queries.is_halted(log.number) else "open"
            self.stdout.write(f"{log.origin}: {queries.size_of(log.number)} entries, {state}")
            self.stdout.write(f"  {log.vkey}")
        self.stdout.write(f"  {queries.pending_count()} wait")
        self._list()

    def do_witness(self, *, act: str, words: list[str], **_: Any) -> None:
        match act, words:
            case "add", [vkey, url] if url.startswith(("http://", "https://")):
                operations.add_witness(vkey, url)
            case "remove", [name]:
                if not operations.remove_witness(name):
                    message = f"there is no witness {name}"
                    raise CommandError(message)
            case "require", [count] if count.isdecimal():
                if int(count) > len(queries.witnesses()):
                    message = f"there are {len(queries.witnesses())} witnesses"
                    raise CommandError(message)
                operations.require_witnesses(int(count))
            case "list", []:
                pass
            case _:
                message = "witness add VKEY URL · remove NAME · require K · list"
                raise CommandError(message)
        self._list()

    def _list(self) -> None:
        for each in queries.witnesses():
            self.stdout.write(f"  witness {each.vkey} {each.url}")
        self.stdout.write(f"  {queries.quorum()} of {len(queries.witnesses())} must have signed")
