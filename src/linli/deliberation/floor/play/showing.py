"""States and answers as lines of text."""

from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState, Outcome, names
from linli.deliberation.floor.order import in_order
from linli.deliberation.floor.people import quorum
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.speaking import next_speaker
from linli.deliberation.floor.state import Floor, Happened, Motion, What
from linli.deliberation.floor.voting import tally


def both(member: Kind | MotionState | MeetingState | Outcome) -> str:
    chinese, english, _ = names(member)
    return f"{english} {chinese}"


def refused(answer: Refusal) -> list[str]:
    return [
        f"  ✗ refused 拒绝 {answer.code}",
        f"    {answer.text('en')}",
        f"    {answer.text('zh')}",
    ]


def motion(each: Motion) -> str:
    said = each.terms
    shown = [said.text] if said.text else []
    shown += [f"−“{said.strike}”"] if said.strike else []
    shown += [f"+“{said.insert}”"] if said.insert else []
    for name in ("after", "minutes", "until", "on", "body", "report_on", "seconds", "speeches"):
        value = getattr(said, name)
        shown += [f"{name}={value}"] if value is not None else []
    for name in ("scope", "method", "rule", "motion"):
        value = getattr(said, name)
        shown += [f"{name}={value}"] if value is not None else []
    degree = f" ({each.degree})" if each.degree else ""
    closed = " · debate ended 辩论已结束" if each.closed else ""
    return f"{each.id} {both(each.kind)}{degree} [{each.state}] {each.mover}: {' '.join(shown)}{closed}"


def state(floor: Floor) -> list[str]:
    have, need = quorum(floor)
    who = f"chair 主持 {floor.presiding} · present 到场 {len(floor.present)}/{len(floor.members)}"
    time = f"{floor.clock:%m-%d %H:%M:%S}"
    lines = [f"  = {both(floor.meeting)} · {time} · {who}, quorum 法定 {have}/{need}"]
    lines += [
        f"    {'▸' if each is floor.pending else '·'} {motion(each)}"
        for each in reversed(floor.stack)
    ]
    if floor.speech:
        lines.append(f"    speaks 发言: {floor.speech.member} ({floor.speech.side})")
    first = next_speaker(floor)
    if first and floor.pending:
        waiting = " ".join(f"{a.member}({a.side})" for a in floor.pending.queue)
        lines.append(f"    queue 排队: {waiting} → {first.member}")
    if floor.vote:
        votes = tally(floor.vote)
        lines.append(
            f"    vote 表决 {floor.vote.method}: {votes.yes} yes {votes.no} no {votes.abstain} abstain"
        )
    lines += [
        f"    waits 待议: {w.main.id} {w.how}{f' {w.due}' if w.due else ''}" for w in floor.waiting
    ]
    if floor.meeting is MeetingState.IN_SESSION:
        allowed = [names(kind)[0] for kind, against in in_order(floor).items() if against is None]
        lines.append(f"    in order 合规: {' '.join(allowed) or '—'}")
    return lines


def happened(event: Happened) -> str:
    words = [event.motion or "", event.member or "", event.state or ""]
    if event.what is What.MOTION and event.state:
        words[2] = both(MotionState(event.state))
    if event.what is What.MEETING and event.state:
        words[2] = both(MeetingState(event.state))
    if event.counted:
        votes = event.counted
        words.append(f"{votes.yes}:{votes.no}:{votes.abstain}")
    return f"  → {event.what} " + " ".join(word for word in words if word)
