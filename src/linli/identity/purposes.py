"""For what personal data is processed: the catalogue behind consents (PIPL articles 13–17, 29–31).

Texts stand here in both languages and not in the message catalogues, because a consent names the
version of a text: a changed text is a new entry, and the old one stays readable. Pure.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linli.kernel import clock


class Basis(StrEnum):
    """The legal ground of article 13."""

    CONTRACT = "contract"
    CONSENT = "consent"
    SEPARATE_CONSENT = "separate_consent"
    GUARDIAN_CONSENT = "guardian_consent"


@dataclass(frozen=True, slots=True)
class Purpose:
    """One version of one purpose. `fields` are codes of the data that it needs."""

    code: str
    version: int
    effective: date
    basis: Basis
    fields: tuple[str, ...]
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    retention_zh: str
    retention_en: str
    #: What withdrawal does, said before the tap.
    withdrawal_zh: str
    withdrawal_en: str
    necessary: bool = False

    def said(self, part: str, language: str) -> str:
        """`title`, `text`, `retention` or `withdrawal` in a language."""
        return str(getattr(self, f"{part}_{'en' if language.startswith('en') else 'zh'}"))


SERVICE = "service"
REAL_NAME = "real_name"
SMS = "sms_notices"
STATISTICS = "statistics"
CHILD = "child"

_FIRST = date(2026, 1, 1)
CATALOGUE: tuple[Purpose, ...] = (
    Purpose(
        code=SERVICE,
        version=1,
        effective=_FIRST,
        basis=Basis.CONTRACT,
        fields=("phone", "community", "preferences", "sessions"),
        title_zh="提供基本服务",
        title_en="The service itself",
        text_zh="我们用您的手机号让您登录，用您选择的社区给您看本社区的事务。没有这些，服务无法提供。",
        text_en=(
            "Your phone number lets you sign in, and the community that you choose decides which "
            "matters you see. Without these there is no service."
        ),
        retention_zh="保存到您注销为止；注销后手机号立即删除。",
        retention_en="Kept until you close your account; the phone number is then deleted at once.",
        withdrawal_zh="这是服务必需的，撤回即为注销账户。",
        withdrawal_en="The service needs it: to withdraw is to close your account.",
        necessary=True,
    ),
    Purpose(
        code=REAL_NAME,
        version=1,
        effective=_FIRST,
        basis=Basis.SEPARATE_CONSENT,
        fields=("name", "id_number", "birth_date"),
        title_zh="实名核验",
        title_en="Proof of your real name",
        text_zh=(
            "证件号是敏感个人信息。只有在您需要参加表决、选举等须确认身份的事项时，我们才核验您的姓名和证件号，"
            "加密保存，工作人员每次查看都有记录，您随时可以看到。不同意不影响浏览和其他服务。"
        ),
        text_en=(
            "An ID number is sensitive data. We check your name and ID number only for matters "
            "that need a proved identity, such as votes and elections; they are kept encrypted, "
            "and every look by staff is recorded for you to read. Reading and all other services "
            "work without it."
        ),
        retention_zh="保存到您撤回同意或注销为止。",
        retention_en="Kept until you withdraw or close your account.",
        withdrawal_zh="撤回后，证件号和出生日期立即删除，您回到“手机已验证”。已投的票保留。",
        withdrawal_en=(
            "Your ID number and birth date are deleted at once and you return to “phone "
            "proved”. Votes that were cast stay."
        ),
    ),
    Purpose(
        code=SMS,
        version=1,
        effective=_FIRST,
        basis=Basis.CONSENT,
        fields=("phone",),
        title_zh="短信通知",
        title_en="Notices by text message",
        text_zh="把本社区的会议、表决和您办理事项的进展用短信告诉您。",
        text_en="Meetings and votes of your community, and news of your own matters, by SMS.",
        retention_zh="不另存数据；发送记录保存六个月。",
        retention_en="No further data is kept; the record of sending is kept six months.",
        withdrawal_zh="撤回后不再发送短信，通知仍可在网页上看到。",
        withdrawal_en="No more messages are sent; the notices stay readable on the pages.",
    ),
    Purpose(
        code=STATISTICS,
        version=1,
        effective=_FIRST,
        basis=Basis.CONSENT,
        fields=("community", "level", "age_group"),
        title_zh="社区统计",
        title_en="Figures of the community",
        text_zh="把您计入本社区的参与统计，只公布人数和比例，不出现任何个人。",
        text_en="You are counted in figures on taking part; only sums and shares are published.",
        retention_zh="只保存汇总数字。",
        retention_en="Only the sums are kept.",
        withdrawal_zh="撤回后，今后的统计不再计入您。",
        withdrawal_en="You are left out of later figures.",
    ),
    Purpose(
        code=CHILD,
        version=1,
        effective=_FIRST,
        basis=Basis.GUARDIAN_CONSENT,
        fields=("name", "id_number", "birth_date", "community"),
        title_zh="不满十四周岁儿童的个人信息",
        title_en="Data of a child under 14",
        text_zh=(
            "不满十四周岁儿童的全部个人信息都是敏感信息。经监护人单独同意，我们仅为儿童参加社区活动处理其姓名、"
            "出生日期和证件号。监护人可以随时查看、更正、导出、删除。"
        ),
        text_en=(
            "All data of a child under 14 is sensitive. With the guardian's separate consent we "
            "process the child's name, birth date and ID number, only so that the child can take "
            "part in the community. The guardian may see, correct, take away and delete it at any "
            "time."
        ),
        retention_zh="保存到监护人撤回同意、删除档案，或儿童年满十四周岁重新确认为止。",
        retention_en=(
            "Kept until the guardian withdraws or deletes it, or until the child turns 14 and "
            "decides."
        ),
        withdrawal_zh="撤回后，儿童的账户立即锁定，不再使用其数据。",
        withdrawal_en="The child's account is locked at once and the data is no longer used.",
    ),
)


def versions(code: str) -> list[Purpose]:
    """All versions of a purpose, oldest first."""
    return sorted((p for p in CATALOGUE if p.code == code), key=lambda p: p.version)


def current(code: str) -> Purpose | None:
    """The version in force today, None for an unknown code."""
    in_force = [p for p in versions(code) if p.effective <= clock.today()]
    return in_force[-1] if in_force else None


def of_version(code: str, version: int) -> Purpose | None:
    return next((p for p in CATALOGUE if (p.code, p.version) == (code, version)), None)


def for_oneself() -> list[Purpose]:
    """The purposes in force that a person decides on for themselves."""
    codes = dict.fromkeys(p.code for p in CATALOGUE)
    found = [current(code) for code in codes]
    return [p for p in found if p is not None and p.basis is not Basis.GUARDIAN_CONSENT]
