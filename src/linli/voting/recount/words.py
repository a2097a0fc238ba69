"""Every sentence of the recount, in English and in Chinese."""

SENTENCES: dict[str, tuple[str, str]] = {
    # --- faults
    "cut": ("the file does not end in a line feed: it was cut off", "文件末尾没有换行：文件被截断"),
    "unreadable": (
        "this line is not canonical JSON of a known kind",
        "这一行不是规范的 JSON，或类别不认识",
    ),
    "order": ("this row stands in the wrong place", "这一行的次序不对"),
    "missing": ("there is no such row", "缺少这一行"),
    "changed": ("this row was changed after the bundle was made", "这一行在制作之后被改动过"),
    "moved": ("this row was moved; its place is line {more}", "这一行被移动过，原来在第 {more} 行"),
    "count": ("the number of rows is not the one announced: {more}", "行数与声明的不一致：{more}"),
    "body_root": (
        "the content has another root than the one stated: {more}",
        "内容的默克尔根与所写的不一致，实为 {more}",
    ),
    "roll_hash": (
        "the electors do not have the roll's hash; they have {more}",
        "业主名册与冻结时的散列不一致，实为 {more}",
    ),
    "result_hash": (
        "the results have another hash than the one stated: {more}",
        "结果的散列与所写的不一致，实为 {more}",
    ),
    "stranger": ("this elector is not on the roll", "名册上没有这位业主"),
    "commitment": (
        "the choice is not the one that the ballot committed to when it was cast",
        "选项与投票时所承诺的不一致",
    ),
    "homes": ("these homes are not those that the roll committed to", "房号与名册所承诺的不一致"),
    "opening": (
        "the opened content is not what the log's entry commits to",
        "开示内容与日志条目的承诺不一致",
    ),
    "not_this_ballot": (
        "the log's entry is of another ballot than {more}'s",
        "日志条目不是这张选票的（{more}）",
    ),
    "not_this_bundle": ("the log holds another content than this", "日志里公布的不是这份内容"),
    "not_this_value": ("the log holds another hash for: {more}", "日志里的散列不同：{more}"),
    "ballots_root": (
        "the imported ballots have another root than the one stated: {more}",
        "导入选票的默克尔根与所写的不一致，实为 {more}",
    ),
    "day": (
        "this ballot's day lies outside the vote: {more}",
        "这张选票的日期不在投票期内：{more}",
    ),
    "no_leaf": ("nothing in the log stands for it", "日志里没有与之对应的条目"),
    "checkpoint": (
        "the checkpoint cannot be read, or has another size",
        "检查点无法读取，或大小不符",
    ),
    "tree": ("these entries do not lead to the checkpoint's root", "这些条目推不出检查点的根"),
    "signature": ("the log did not sign this checkpoint", "检查点没有日志的有效签名"),
    "wrong_key": (
        "the key in the bundle is not among those you trust: {more}",
        "包内的公钥不在您信任的公钥之中：{more}",
    ),
    "no_choice": ("this is no choice: {more}", "这不是有效的选项：{more}"),
    "result": (
        "the recount differs from the published result: {more}",
        "重新计票与公布的结果不一致：{more}",
    ),
    "unpublished": ("no result was published for it", "没有公布这一项的结果"),
    "broken": (
        "this row lacks something that a count needs: {more}",
        "这一行缺少计票所需的内容：{more}",
    ),
    # --- the report
    "line": ("line {line}", "第 {line} 行"),
    "assembly": ("Assembly {code}: {title} ({estate})", "会议 {code}：{title}（{estate}）"),
    "edition_public": ("public edition, without homes", "公开版，不含房号"),
    "edition_owners": ("owners' edition, with homes", "业主版，含房号"),
    "roll": (
        "Roll: {persons} persons, {area} m²; {ballots} ballots",
        "名册：{persons} 人，{area} 平方米；选票 {ballots} 张",
    ),
    "quarantined": ("of these not counted, in quarantine: {count}", "其中隔离、未计入：{count}"),
    "paper": (
        "of these on paper: {count}; sheets prove their choices, see the paper audit",
        "其中纸质票：{count}；以纸票为准，见纸票抽查",
    ),
    "matter": ("Matter {number}: {title}", "事项 {number}：{title}"),
    "candidate": ("candidate {number}", "候选人 {number}"),
    "row_roll": ("whole roll", "全体"),
    "row_participating": ("took part", "参与表决"),
    "row_agree": ("agree", "同意"),
    "row_oppose": ("oppose", "反对"),
    "row_abstain": ("abstain", "弃权"),
    "row_invalid": ("invalid", "无效"),
    "row_silent": ("silent", "未表决"),
    "row_told": ("silent, with proof of delivery", "未表决且已送达"),
    "row_followed": ("of the silent counted with the majority", "未表决计入多数意见"),
    "pair": ("{area} m², {persons} persons", "{area} 平方米，{persons} 人"),
    "test": (
        "{name}: {have} of {of}, needs {share}: {met}",
        "{name}：{have} / {of}，须 {share}：{met}",
    ),
    "participation area": ("participation by area", "参与表决的面积"),
    "participation persons": ("participation by persons", "参与表决的人数"),
    "agreement area": ("agreement by area", "同意的面积"),
    "agreement persons": ("agreement by persons", "同意的人数"),
    "met": ("met", "达到"),
    "not_met": ("not met", "未达到"),
    "passed": ("→ PASSED", "→ 通过"),
    "failed": ("→ NOT PASSED", "→ 未通过"),
    "elected": ("→ elected: {elected}; tied: {tied}", "→ 当选：{elected}；并列：{tied}"),
    "nobody": ("nobody", "无"),
    "export": (
        "Voted in an official system, whose result binds; this recount is a check.\nIts export: {size} bytes, SHA-256 {sha256}",
        "本次表决在官方平台进行，以官方结果为准；这里的重新计票用于核对。\n平台导出文件：{size} 字节，SHA-256 {sha256}",
    ),
    "official": ("official statement", "官方结果"),
    "official_yes": ("adopted", "通过"),
    "official_no": ("not adopted", "未通过"),
    "official_elected": ("elected: {elected}", "当选：{elected}"),
    "official_same": ("every stated number is the recount's", "所列数字与重新计票一致"),
    "official_differs": (
        "{name}: stated {stated}, recounted {recount}",
        "{name}：官方 {stated}，重新计票 {recount}",
    ),
    "official_effect": (
        "{name}: {rows} rows, {persons:+} persons, {area} m²: {code}",
        "{name}：{rows} 行，{persons:+} 人，{area} 平方米：{code}",
    ),
    "why_home_unknown": ("home not on the roll", "名册上没有这套房屋"),
    "why_home_ambiguous": ("several homes may be meant", "可能是多套房屋"),
    "why_elector_unknown": ("number not on the roll", "名册上没有这个编号"),
    "why_contradicts": ("rows of one elector contradict each other", "同一业主的几行互相矛盾"),
    "why_formula": ("a formula instead of a value", "单元格是公式"),
    "why_repeated": ("stands there again", "重复出现"),
    "why_area_differs": ("another area than the roll's", "面积与名册不同"),
    "why_homes_missing": ("homes of the elector left out", "缺少该业主的其他房屋"),
    "why_one_elector": ("several homes, one person", "一人多套按一人计"),
    "official_outcome": (
        "THE OUTCOME IS NOT THE OFFICIAL ONE",
        "结论与官方结果不一致",
    ),
    "log": (
        "Log {origin}, {size} entries: {leaves} of them checked ({ballots} ballots)",
        "日志 {origin}，{size} 条：核对 {leaves} 条（选票 {ballots} 条）",
    ),
    "signed": ("signed by {names}", "签名：{names}"),
    "trusted": ("The log's key is one that you trust.", "日志公钥是您信任的公钥。"),
    "untrusted": (
        "The signature fits the key named in the bundle: {vkey}\nCompare it with the published one, or give it with --keys.",
        "签名与包内所写的公钥相符：{vkey}\n请与公布的公钥比对，或用 --keys 给出。",
    ),
    "good": (
        "Everything agrees: the published result is the result of these ballots.",
        "全部一致：公布的结果就是这些选票的结果。",
    ),
    "bad": (
        "{count} faults. This bundle does not prove the published result.",
        "发现 {count} 处问题。这份材料不能证明公布的结果。",
    ),
    "fault": ("FAULT", "问题"),
}


def say(key: str, language: str, **values: object) -> str:
    """A sentence in a language: ``en`` or ``zh``."""
    return SENTENCES[key][language == "zh"].format(**values)
