"""A meeting of stages as lines of text."""

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.play.showing import both
from linli.deliberation.floor.staged.machine import in_order
from linli.deliberation.floor.staged.order import next_speaker
from linli.deliberation.floor.staged.state import STAGE_NAMES, Course


def state(course: Course) -> list[str]:
    who = (
        f"chair 主持 {course.presiding} · present 到场 {len(course.present)}/{len(course.members)}"
    )
    lines = [f"  = {both(course.meeting)} · {course.clock:%m-%d %H:%M:%S} · {who}"]
    if course.stage and course.stage_until:
        chinese, english = STAGE_NAMES[course.stage]
        lines.append(f"    stage 环节: {english} {chinese}, until 至 {course.stage_until:%H:%M:%S}")
    if course.speech:
        lines.append(f"    speaks 发言: {course.speech.member}")
    following = next_speaker(course) if course.meeting is MeetingState.IN_SESSION else None
    if following:
        lines.append(f"    next 下一位: {following}")
    lines += [f"    {q.id} [{q.state}] {q.by} → {q.to}: {q.text}" for q in course.questions]
    for task in course.tasks:
        taken = "accepted 已接受" if task.accepted else "waits 待接受"
        about = " ".join(part for part in (task.question, task.item) if part)
        lines.append(
            f"    {task.id} [{taken}] {task.who}, {task.due}: {task.text} {about}".rstrip()
        )
    lines += [f"    {item}: {member} recused 回避" for member, item in course.recused]
    lines += [f"    {done.item}: {both(done.outcome)}" for done in course.disposed]
    if course.meeting is MeetingState.IN_SESSION:
        allowed = [act.value for act, against in in_order(course).items() if against is None]
        lines.append(f"    in order 合规: {' '.join(allowed) or '—'}")
    return lines
