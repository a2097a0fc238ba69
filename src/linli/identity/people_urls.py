"""Addresses of one's own data and of the staff's work on people."""

from django.urls import URLPattern, URLResolver, path, register_converter

from linli.identity.views import cases, me, phones, queues, staff
from linli.kernel.ids import ALPHABET


class PublicId:
    """The number by which pages name a person; words in lower case are other pages."""

    regex = f"[{ALPHABET}]{{12}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileKind(PublicId):
    regex = "json|html"


class Step(PublicId):
    regex = "give|withdraw"


register_converter(PublicId, "person")
register_converter(FileKind, "filekind")
register_converter(Step, "step")

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/welcome/", me.welcome, name="me_welcome"),
    path("me/identity/", me.identity, name="me_identity"),
    path("me/name/", me.name, name="me_name"),
    path("me/shown/", me.shown, name="me_shown"),
    path("me/community/", me.community, name="me_community"),
    path("me/real-name/", me.real_name, name="me_real_name"),
    path("me/phone/", phones.phone, name="me_phone"),
    path("me/phone/code/", phones.phone_code, name="me_phone_code"),
    path("me/phone/claim/", phones.phone_claim, name="me_phone_claim"),
    path("me/proposals/<int:pk>/stop/", phones.stop_proposal, name="me_proposal_stop"),
    path("me/consents/", me.consents, name="me_consents"),
    path("me/consents/<slug:purpose>/give/", me.give, name="me_consent_give"),
    path("me/consents/<slug:purpose>/withdraw/", me.withdraw, name="me_consent_withdraw"),
    path("me/data/", me.data, name="me_data"),
    path("me/data/file.<filekind:kind>", me.data_file, name="me_data_file"),
    path("me/looks/", me.looks, name="me_looks"),
    path("me/erase/", me.erase, name="me_erase"),
    path("me/correction/", cases.correction, name="me_correction"),
    path(
        "me/corrections/<int:pk>/withdraw/",
        cases.withdraw_correction,
        name="me_correction_withdraw",
    ),
    path("me/transfers/", cases.transfers, name="me_transfers"),
    path("me/transfers/<int:pk>/", cases.transfer, name="me_transfer"),
    path("me/transfers/<int:pk>/withdraw/", cases.withdraw_transfer, name="me_transfer_withdraw"),
    path("me/children/", cases.children, name="me_children"),
    path("me/children/add/", cases.add_child, name="me_child_add"),
    path("me/children/<person:public_id>/", cases.child, name="me_child"),
    path(
        "me/children/<person:public_id>/consent/<step:step>/",
        cases.child_consent,
        name="me_child_consent",
    ),
    path(
        "me/children/<person:public_id>/file.<filekind:kind>",
        cases.child_file,
        name="me_child_file",
    ),
    path("me/children/<person:public_id>/erase/", cases.erase_child, name="me_child_erase"),
    path("me/blocks/", cases.blocks, name="me_blocks"),
    path("me/blocks/<int:pk>/undo/", cases.unblock, name="me_unblock"),
    path("me/reports/", cases.reports, name="me_reports"),
    path("me/reports/new/", cases.report, name="me_report"),
    path("me/reports/<int:pk>/withdraw/", cases.withdraw_report, name="me_report_withdraw"),
    path("work/people/", staff.people, name="people"),
    path("work/people/corrections/", queues.corrections, name="people_corrections"),
    path("work/people/corrections/<int:pk>/", queues.correction, name="people_correction"),
    path("work/people/transfers/", queues.transfers, name="people_transfers"),
    path("work/people/transfers/<int:pk>/", queues.transfer, name="people_transfer"),
    path("work/people/proposals/", queues.proposals, name="people_proposals"),
    path("work/people/proposals/<int:pk>/", queues.decide_proposal, name="people_proposal"),
    path("work/people/reports/", queues.reports, name="people_reports"),
    path("work/people/reports/<int:pk>/", queues.report, name="people_report"),
    path("work/people/alerts/", queues.alerts, name="people_alerts"),
    path("work/people/merges/<int:pk>/part/", staff.part, name="people_part"),
    path("work/people/<person:public_id>/", staff.person, name="person"),
    path("work/people/<person:public_id>/reveal/", staff.reveal, name="person_reveal"),
    path("work/people/<person:public_id>/consent/", staff.note_consent, name="person_consent"),
    path("work/people/<person:public_id>/verify/", staff.verify, name="person_verify"),
    path("work/people/<person:public_id>/correct/", staff.correct, name="person_correct"),
    path("work/people/<person:public_id>/claim/", staff.claim, name="person_claim"),
    path("work/people/<person:public_id>/merge/", staff.merge, name="person_merge"),
    path("work/people/<person:public_id>/factor/", staff.factor, name="person_factor"),
    path("work/people/<person:public_id>/phone/", staff.phone, name="person_phone"),
    path("work/people/<person:public_id>/guardian/", staff.guardian, name="person_guardian"),
]
