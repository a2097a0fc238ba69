"""What a refusal says, in English and in Chinese. Pure data: pages translate by `Refusal.text`."""

from linli.deliberation.floor.codes import Code

#: code -> (English, Chinese); `{name}` is filled from the refusal's facts
TEXTS: dict[Code, tuple[str, str]] = {
    Code.NOT_IN_SESSION: ("The meeting is not in session.", "会议不在进行中。"),
    Code.WRONG_MEETING_STATE: (
        "The meeting is {state}: this step does not follow.",
        "会议目前{state_zh}，不能走这一步。",
    ),
    Code.NO_QUORUM: (
        "There is no quorum ({have} of {need}): only recess, adjourn and fix the time to adjourn.",
        "到会人数不足（到{have}人，需{need}人）：只能休息、散会或指定续会时间。",
    ),
    Code.TIME_GOES_BACK: ("This is earlier than the step before.", "时间早于上一步。"),
    Code.RECESS_NOT_OVER: ("The recess lasts until {until}.", "休息时间未到，{until} 复会。"),
    Code.BUSINESS_LEFT: (
        "There is business left: adjourning needs a motion, or a disposition of each item.",
        "还有未了的议题：散会须动议表决，或先逐项给出处置。",
    ),
    Code.HAS_QUORUM: ("The pending matter has its quorum.", "当前议题的到会人数足够。"),
    Code.NOT_A_MEMBER: (
        "{member} is not a member of this meeting.",
        "{member} 不是本次会议的成员。",
    ),
    Code.NOT_PRESENT: ("{member} is not present.", "{member} 不在场。"),
    Code.ALREADY_PRESENT: ("{member} is present already.", "{member} 已经在场。"),
    Code.NOT_THE_CHAIR: ("Only the chair does this.", "只有主持人可以这样做。"),
    Code.CHAIR_IS_NEUTRAL: (
        "The chair is neutral: hand over the chair first.",
        "主持人保持中立：请先移交主持。",
    ),
    Code.CHAIR_RECUSED: (
        "The chair is recused from this matter: hand over the chair.",
        "主持人在本议题上须回避：请移交主持。",
    ),
    Code.CHAIR_MUST_HAND_OVER: (
        "Hand over the chair before leaving.",
        "离场前请先移交主持。",
    ),
    Code.CHAIR_RETURNS_LATER: (
        "Who left the chair to speak returns when the main motion is settled.",
        "为发言而移交主持的，须待主动议处理完毕才能收回。",
    ),
    Code.RECUSED: ("{member} is recused from this matter.", "{member} 在本议题上须回避。"),
    Code.ALREADY_RECUSED: ("{member} is recused already.", "{member} 已经回避。"),
    Code.NOT_THE_MOVER: ("Only who moved it can withdraw it.", "只有动议人可以撤回。"),
    Code.VOTING: ("A vote is under way.", "正在表决。"),
    Code.AWAITING_SECOND: ("A motion waits for a second.", "有动议在等附议。"),
    Code.NOTHING_PENDING: ("No motion is pending.", "没有待决的动议。"),
    Code.SOMETHING_PENDING: (
        "Another motion is pending: one thing at a time.",
        "有待决的动议：一时一件。",
    ),
    Code.OUTRANKED: (
        "It does not outrank the pending motion ({pending}).",
        "它的优先级不高于当前待决的动议（{pending_zh}）。",
    ),
    Code.NOT_AMENDABLE: ("The pending motion cannot be amended.", "当前待决的动议不可修正。"),
    Code.DEBATE_CLOSED: (
        "Debate and amendment have been ended on the pending motion.",
        "当前待决动议的辩论和修正已经结束。",
    ),
    Code.NOT_APPLICABLE: (
        "It cannot be applied to the pending motion ({pending}).",
        "不适用于当前待决的动议（{pending_zh}）。",
    ),
    Code.ALREADY_PENDING: ("Such a motion is pending already.", "已有同样的动议待决。"),
    Code.NO_RULING: (
        "There is no ruling that was just made.",
        "没有刚作出的裁定可供申诉。",
    ),
    Code.TERMS_MISSING: ("The motion must say: {field}.", "动议缺少内容：{field}。"),
    Code.TERMS_WRONG: (
        "This does not belong here or is no sound value: {field}.",
        "内容不对：{field}。",
    ),
    Code.WORDS_NOT_FOUND: (
        "The words “{words}” are not in the text.",
        "文本中没有“{words}”。",
    ),
    Code.WORDS_NOT_UNIQUE: (
        "The words “{words}” stand there more than once: quote more of them.",
        "“{words}”出现不止一次：请多引几个字。",
    ),
    Code.CHANGES_NOTHING: ("The amendment would change nothing.", "修正没有改变任何内容。"),
    Code.DATE_NOT_LATER: ("The time must be later than this meeting.", "时间须晚于本次会议。"),
    Code.DATE_TOO_FAR: (
        "The charter lets nothing be postponed beyond {until}.",
        "按章程最迟延期到 {until}。",
    ),
    Code.NEVER_SUSPENDED: ("{rule} is never suspended.", "{rule_zh}不得暂停。"),
    Code.UNKNOWN_MOTION: ("There is no such motion: {motion}.", "没有这个动议：{motion}。"),
    Code.NOT_ON_TABLE: ("{motion} is not on the table.", "{motion} 没有被搁置。"),
    Code.NOT_RECONSIDERABLE: (
        "That vote cannot be reconsidered.",
        "该表决不可复议。",
    ),
    Code.NOT_ON_WINNING_SIDE: (
        "Only who voted with the winning side can move to reconsider.",
        "只有当时投在获胜一方的成员可以动议复议。",
    ),
    Code.RECONSIDERED_BEFORE: ("That was reconsidered before.", "该表决已经复议过。"),
    Code.DECIDED_THIS_MEETING: (
        "The meeting has decided this already: it is not renewed in the same meeting.",
        "本次会议已经处理过：同一次会议不得重提。",
    ),
    Code.STILL_IN_HAND: (
        "This matter rests (tabled, postponed or referred) and comes back by its own way.",
        "该事项已搁置、延期或委托，将按其途径返回。",
    ),
    Code.UNKNOWN_ITEM: ("There is no such item: {item}.", "没有这个议题：{item}。"),
    Code.ITEM_NOT_DUE: ("Item {due} is due first.", "按议程先议 {due}。"),
    Code.ITEM_SETTLED: (
        "The meeting itself has settled item {item}.",
        "议题 {item} 已由会议处理。",
    ),
    Code.ITEM_OPEN: (
        "Item {item} has no disposition yet.",
        "议题 {item} 还没有处置结果。",
    ),
    Code.NOTHING_TO_SECOND: ("No motion waits for a second.", "没有动议在等附议。"),
    Code.OWN_MOTION: ("Nobody seconds their own motion.", "不能附议自己的动议。"),
    Code.NOTHING_TO_OBJECT: ("There is nothing to object to.", "没有可以反对的撤回请求。"),
    Code.NOTHING_TO_RULE: ("There is nothing for the chair to decide.", "没有待主持人裁定的事。"),
    Code.CHAIR_DECIDES: ("The chair decides this: no vote.", "由主持人裁定，不表决。"),
    Code.NOT_DEBATABLE: ("The pending motion is not debatable.", "当前待决的动议不可辩论。"),
    Code.SPOKEN_ENOUGH: (
        "{member} has spoken {times} times on this motion.",
        "{member} 已就本动议发言 {times} 次。",
    ),
    Code.ALREADY_ASKED: ("{member} is in the queue already.", "{member} 已在排队。"),
    Code.NOT_ASKED: ("{member} did not ask to speak.", "{member} 没有要求发言。"),
    Code.NOBODY_WAITS: ("Nobody asks to speak.", "没有人要求发言。"),
    Code.NOT_NEXT: ("{next} comes first.", "应先请 {next} 发言。"),
    Code.SPEECH_UNDER_WAY: ("{member} has the floor.", "{member} 正在发言。"),
    Code.NO_SPEECH: ("Nobody has the floor.", "没有人在发言。"),
    Code.SPEAKERS_WAIT: (
        "{next} still waits to speak: debate is full, or ended by two thirds.",
        "{next} 还等着发言：充分辩论，或以三分之二结束辩论。",
    ),
    Code.NO_VOTE: ("No vote is under way.", "没有在进行表决。"),
    Code.CHAIR_VOTES_LAST: ("The chair is called last.", "主持人最后表决。"),
    Code.CHAIR_CANNOT_DECIDE: (
        "The chair votes only when this changes the result.",
        "主持人只在能改变结果时投票。",
    ),
    Code.HANDS_ONLY: ("Only raised hands are counted by the chair.", "只有举手表决由主持人计数。"),
    Code.VOTES_RECORDED: (
        "This vote is taken the other way: by single votes, or by a count.",
        "本次表决已用另一种方式：逐人记票或清点人数。",
    ),
    Code.TOO_MANY_HANDS: (
        "{hands} hands of {may} who may vote.",
        "举手{hands}，有表决权者只有{may}人。",
    ),
    Code.ROLL_NOT_CALLED: ("{member} has not answered yet.", "{member} 还没有回答点名。"),
    Code.WRONG_STAGE: (
        "This does not belong to the stage “{stage}”.",
        "“{stage_zh}”环节不做这一步。",
    ),
    Code.STAGE_TIME_OVER: (
        "The time of this stage is over: the chair extends it or goes on.",
        "本环节时间已到：主持人可延长或进入下一环节。",
    ),
    Code.NOT_A_REPORTER: (
        "{member} has no report to give now.",
        "{member} 现在没有要作的汇报。",
    ),
    Code.REPORT_MISSING: (
        "{member} has not reported: hear or excuse the report.",
        "{member} 还没有汇报：请听取汇报或准予免报。",
    ),
    Code.UNKNOWN_QUESTION: (
        "There is no such open question: {question}.",
        "没有这个待答问题：{question}。",
    ),
    Code.QUESTION_OPEN: (
        "Question {question} is neither answered nor a task.",
        "问题 {question} 既没有答复，也没有成为任务。",
    ),
    Code.UNKNOWN_TASK: ("There is no such task: {task}.", "没有这项任务：{task}。"),
    Code.NOT_YOUR_TASK: ("This is for {member} to say.", "这要由 {member} 决定。"),
    Code.TASK_NOT_ACCEPTED: ("Task {task} is not accepted yet.", "任务 {task} 还没有人认领。"),
    Code.NO_TASKS: (
        "The meeting ends with a list of tasks: there is none.",
        "会议须以任务清单结束：现在一项也没有。",
    ),
}
