"""Why a ballot, a mandate or a sheet is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

FORBIDDEN, WRONG = 403, 422

BALLOTS: dict[str, Text] = {
    "voting.vote_as_yourself": Text(
        _("People vote as owners, not in an office."),
        _("Switch to yourself under “Me”."),
        FORBIDDEN,
    ),
    "voting.not_an_elector": Text(
        _("This is no elector of the roll for whom you may vote. %(article)s"),
        _("If a home is yours, prove it under “My homes”; the roll was frozen before the vote."),
        FORBIDDEN,
    ),
    "voting.channel_not_here": Text(
        _("Ballots do not come in this way here. %(article)s"),
        _("The assembly's page says how to vote."),
        FORBIDDEN,
    ),
    "voting.voted_finally": Text(
        _("This elector has cast a final ballot. %(article)s"),
        _("A ballot at the booth or on paper is not followed by another."),
    ),
    "voting.voted_already": Text(
        _("This elector has cast its ballot. %(article)s"),
        _("By the rules here it is not replaced."),
    ),
    "voting.other_voted": Text(
        _("Another owner, or whoever holds the mandate, has cast the one ballot. %(article)s"),
        _("Co-owners have one ballot together; talk to each other."),
    ),
    "voting.co_owners_choose_one": Text(
        _("The co-owners choose in writing which of them votes. %(article)s"),
        _("Give that one the mandate on this page, or at the desk."),
        FORBIDDEN,
    ),
    "voting.not_on_the_ballot": Text(
        _("Not on this ballot: %(numbers)s."), _("Only what was announced is voted on."), WRONG
    ),
    "voting.choice_missing": Text(
        _("Matter %(number)s has no choice yet."), _("To abstain is a choice, too."), WRONG
    ),
    "voting.no_such_choice": Text(
        _("This is no choice on matter %(number)s."), _("Choose one that is offered."), WRONG
    ),
    "voting.too_many_names": Text(
        _("Matter %(number)s has %(seats)s seats at most."), _("Choose fewer names."), WRONG
    ),
    "voting.not_by_property_people": Text(
        _("People of the property company or the developer take no ballots here."),
        _("A teller or the residents' committee does it."),
        FORBIDDEN,
    ),
    "voting.not_by_candidates": Text(
        _("Whoever stands for election takes no ballots."),
        _("A teller or the residents' committee does it."),
        FORBIDDEN,
    ),
    "voting.collectors_only": Text(
        _("Only whoever was appointed to remind the owners sees who has not voted."),
        _("The convening body appoints them on the assembly's page."),
        FORBIDDEN,
    ),
    "voting.no_such_pass": Text(
        _("This number opens no ballot."),
        _("It works once and for some minutes; ask the official for a new one."),
        WRONG,
    ),
    "voting.mandate_revoked": Text(
        _("The owner took this mandate back."), _("Ask the owner."), FORBIDDEN
    ),
    "voting.giver_sold": Text(
        _("Whoever gave this mandate owns the home no longer. %(article)s"),
        _("The owner of today votes, or gives another mandate."),
        FORBIDDEN,
    ),
    "voting.no_sub_mandate": Text(
        _("A mandate to vote is not handed on to a helper. %(article)s"),
        _("Whoever holds it votes without help, or the owner does."),
        FORBIDDEN,
    ),
    "voting.not_over_the_owners_own": Text(
        _("The owner voted without help; no helper replaces that. %(article)s"),
        _("The owner can change the ballot themselves."),
        FORBIDDEN,
    ),
    "voting.no_sheets_now": Text(
        _("Ballots are printed from the freezing of the roll until the close."),
        _("Freeze the roll first."),
    ),
    "voting.no_such_sheet": Text(
        _("No ballot of this assembly has this number, or it did not come in."),
        _("Compare it with the sheet."),
        WRONG,
    ),
    "voting.sheet_came_in": Text(_("This sheet came in already."), _("It is counted once."), WRONG),
    "voting.sheet_replaced": Text(
        _("This sheet is void: a newer one was printed for the elector."),
        _("Take the newer one, or print another."),
        WRONG,
    ),
    "voting.keyed_after_the_close": Text(
        _("Paper is keyed between the close and the count, so that nobody sees a trend before."),
        _("Wait for the close."),
    ),
    "voting.another_operator": Text(
        _("You have read this sheet. Another operator reads it now."),
        _("Take the next sheet."),
        WRONG,
    ),
    "voting.keyed_already": Text(
        _("This sheet was read by as many as read it."), _("Take the next sheet."), WRONG
    ),
    "voting.sheet_is_missing": Text(
        _("Two tellers could not find this sheet: it is set aside."),
        _("Take the next sheet."),
        WRONG,
    ),
    "voting.another_misses": Text(
        _("You could not find this sheet. Another teller looks for it now."),
        _("Take the next sheet."),
        WRONG,
    ),
    "voting.another_registers": Text(
        _("You printed this sheet."),
        _("Somebody else who takes ballots takes it in."),
        WRONG,
    ),
    "voting.own_mandate": Text(
        _("You do not enter a mandate for yourself."),
        _("Somebody else who takes ballots enters it."),
        WRONG,
    ),
    "voting.mandate_scan_missing": Text(
        _("Add the scan of the signed paper."), _("Take a picture of it, or scan it."), WRONG
    ),
    "voting.no_mandates_now": Text(
        _("Mandates are taken from the freezing of the roll until the close."),
        _("The assembly's page says when that is."),
    ),
    "voting.no_proxies": Text(
        _("Nobody votes for another here. %(article)s"), _("Vote yourself."), FORBIDDEN
    ),
    "voting.no_such_holder": Text(
        _("Nobody else has this number."),
        _("People find their number under “Me”."),
        WRONG,
    ),
    "voting.holder_without_name": Text(
        _("Whoever holds a mandate proves their name first."),
        _("At the desk, with an identity card."),
        WRONG,
    ),
    "voting.proxy_barred": Text(
        _("This person may not vote for others here. %(article)s"),
        _("Choose somebody else."),
        WRONG,
    ),
    "voting.may_not_delegate": Text(
        _("Members of the owners' committee vote themselves. %(article)s"),
        _("Vote on the web, at the booth or on paper."),
        FORBIDDEN,
    ),
    "voting.has_a_proxy": Text(
        _("Somebody has a mandate for this elector already."),
        _("Take that one back first."),
    ),
    "voting.too_many_principals": Text(
        _("One person may stand for %(limit)s owners at most. %(article)s"),
        _("Choose somebody else."),
        WRONG,
    ),
    "voting.opinion_missing": Text(
        _("The mandate must say how to vote on each matter. %(article)s"),
        _("Choose on every matter; it is sealed like a ballot."),
        WRONG,
    ),
}
