"""Addresses of this module."""

from django.urls import path

from linli.ledger.views import desk, me

urlpatterns = [
    path("me/bank/", me.my_bank, name="my_bank"),
    path("me/bank/<int:account>/", me.my_account, name="my_account"),
    path("me/bank/<int:account>/statement.xlsx", me.my_statement, name="my_statement"),
    path("me/bank/<int:account>/passbook/", me.my_passbook, name="my_passbook"),
    path("me/bank/<int:account>/passbook.pdf", me.my_passbook_pdf, name="my_passbook_pdf"),
    path("work/bank/", desk.ledgers, name="ledgers"),
    path("work/bank/audit/", desk.audit, name="ledger_audit"),
    path("work/bank/<int:ledger>/", desk.ledger, name="ledger"),
    path("work/bank/<int:ledger>/freeze/", desk.freeze, name="freeze_account"),
    path("work/bank/accounts/<int:account>/unfreeze/", desk.unfreeze, name="unfreeze_account"),
]
