"""Addresses of this module."""

from django.urls import path

from linli.voting.views import assemblies, ballots, booth, desk, profiles, sheets, steps

urlpatterns = [
    path("assemblies/", assemblies.assemblies, name="assemblies"),
    path("assemblies/<slug:code>/", assemblies.assembly, name="assembly"),
    path("assemblies/<slug:code>/matters/<int:number>/", assemblies.matter, name="matter"),
    path("assemblies/<slug:code>/result/", assemblies.result, name="assembly_result"),
    path("assemblies/<slug:code>/mandate/", assemblies.transition_of, name="assembly_mandate"),
    path("assemblies/<slug:code>/dates.ics", assemblies.dates, name="assembly_dates"),
    path("assemblies/<slug:code>/roll/object/", assemblies.object_to_roll, name="object_to_roll"),
    path(
        "assemblies/<slug:code>/result/object/",
        assemblies.object_to_result,
        name="object_to_result",
    ),
    path("assemblies/<slug:code>/step/<slug:verb>/", steps.assembly_step, name="assembly_step"),
    path("assemblies/<slug:code>/ballot/<int:elector>/", ballots.ballot, name="ballot"),
    path(
        "assemblies/<slug:code>/ballots/<slug:ballot>/",
        ballots.ballot_receipt,
        name="ballot_receipt",
    ),
    path(
        "assemblies/<slug:code>/ballot/<int:elector>/mandate/",
        ballots.give_proxy,
        name="give_proxy",
    ),
    path(
        "assemblies/<slug:code>/mandates/<int:proxy>/end/",
        ballots.revoke_proxy,
        name="revoke_proxy",
    ),
    path("booth/", booth.booth, name="booth"),
    path("assemblies/<slug:code>/booth/", booth.booth_desk, name="booth_desk"),
    path("assemblies/<slug:code>/booth/open/", booth.open_booth, name="open_booth"),
    path("assemblies/<slug:code>/booth/<int:elector>/", booth.booth_elector, name="booth_elector"),
    path("assemblies/<slug:code>/mandates/", sheets.proxies, name="proxies"),
    path("assemblies/<slug:code>/sheets/", sheets.sheets, name="sheets"),
    path("assemblies/<slug:code>/sheets/print/", sheets.print_sheets, name="print_sheets"),
    path("assemblies/<slug:code>/sheets/ballots.pdf", sheets.sheets_pdf, name="sheets_pdf"),
    path("assemblies/<slug:code>/sheets/in/", sheets.register_sheet, name="register_sheet"),
    path("assemblies/<slug:code>/keying/", sheets.keying, name="keying"),
    path("assemblies/<slug:code>/keying/<slug:sheet>/", sheets.key_sheet, name="key_sheet"),
    path("public/recount/", profiles.recount_page, name="recount_page"),
    path("public/rules/", profiles.vote_profiles, name="vote_profiles"),
    path("public/rules/<slug:key>/", profiles.vote_profile, name="vote_profile"),
    path("public/estates/<int:estate>/emergencies/", steps.emergencies, name="emergencies"),
    path("work/assemblies/", desk.assembly_desk, name="assembly_desk"),
    path("work/assemblies/new/<int:estate>/", desk.draft_assembly, name="draft_assembly"),
    path("work/assemblies/<slug:code>/", desk.assembly_work, name="assembly_work"),
    path("work/assemblies/<slug:code>/change/", desk.change_assembly, name="change_assembly"),
    path("work/assemblies/<slug:code>/matters/new/", desk.add_matter, name="add_matter"),
    path(
        "work/assemblies/<slug:code>/matters/<int:number>/",
        desk.reword_matter,
        name="reword_matter",
    ),
    path(
        "work/assemblies/<slug:code>/matters/<int:number>/withdraw/",
        desk.withdraw_matter,
        name="withdraw_matter",
    ),
    path(
        "work/assemblies/<slug:code>/matters/<int:number>/candidates/",
        desk.propose_candidate,
        name="propose_candidate",
    ),
    path(
        "work/assemblies/<slug:code>/candidates/<int:candidate>/",
        desk.examine_candidate,
        name="examine_candidate",
    ),
    path("work/assemblies/<slug:code>/tellers/", desk.appoint_teller, name="appoint_teller"),
    path(
        "work/assemblies/<slug:code>/tellers/<int:teller>/end/",
        desk.end_teller,
        name="end_teller",
    ),
    path("work/assemblies/<slug:code>/filing/", desk.filing, name="committee_filing"),
    path("work/assemblies/<slug:code>/deliveries/", steps.bring_notice, name="bring_notice"),
    path(
        "work/assemblies/<slug:code>/objections/<int:objection>/",
        steps.answer_objection,
        name="answer_objection",
    ),
    path(
        "work/assemblies/<slug:code>/result/objections/<int:objection>/",
        steps.answer_result_objection,
        name="answer_result_objection",
    ),
    path("work/estates/<int:estate>/assembly-way/", steps.transition, name="transition"),
    path(
        "work/estates/<int:estate>/assembly-way/tick/",
        steps.tick_transition,
        name="tick_transition",
    ),
    path("work/estates/<int:estate>/emergency/", steps.emergency, name="emergency"),
]
