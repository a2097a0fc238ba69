"""`python -m linli.deliberation.floor FILE …`: plays scripts of meetings; docs/floor.md."""

import sys
from pathlib import Path

from linli.deliberation.floor.play.either import play_either


def main(names: list[str]) -> int:
    if not names or {"-h", "--help"} & set(names):
        sys.stdout.write("./linli floor FILE …   plays a meeting from its script (docs/floor.md)\n")
        return 0 if names else 2
    worst = 0
    for name in names:
        try:
            script = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        except OSError as problem:
            sys.stdout.write(f"{name}: {problem.strerror}\n")
            worst = 2
            continue
        played = play_either(script)
        sys.stdout.write("\n".join([*played.lines, ""]))
        for fault in (*played.failed, *played.unread):
            sys.stdout.write(f"{name}: {fault}\n")
        worst = max(worst, 1 if played.failed else 0, 2 if played.unread else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
