"""`python -m linli.meetings.minutes [--zh|--en] FILE …`: minutes of scripted meetings; docs/meetings.md."""

import sys
from pathlib import Path

from linli.meetings.minutes.scripts import LANGUAGES, texts

USAGE = (
    "./linli minutes [--zh|--en] FILE …   minutes of a meeting from its script (docs/meetings.md)\n"
)


def main(words: list[str]) -> int:
    wanted = [lang for lang in LANGUAGES if f"--{lang}" in words] or LANGUAGES
    names = [word for word in words if word not in {f"--{lang}" for lang in LANGUAGES}]
    if not names or {"-h", "--help"} & set(names):
        sys.stdout.write(USAGE)
        return 0 if names else 2
    worst = 0
    for name in names:
        try:
            script = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        except OSError as problem:
            sys.stderr.write(f"{name}: {problem.strerror}\n")
            worst = 2
            continue
        played, found = texts(script)
        sys.stdout.write("\n".join(found[language] for language in wanted))
        for fault in (*played.failed, *played.unread):
            sys.stderr.write(f"{name}: {fault}\n")
        worst = max(worst, 1 if played.failed else 0, 2 if played.unread else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
