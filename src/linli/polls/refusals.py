"""What refusals say."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "polls.as_resident": Text(
        _("Residents do this for themselves."), _("Switch to “Resident” under “Me”."), 403
    ),
    "polls.words_first": Text(_("It says nothing yet."), _("Write a line."), 422),
    "polls.too_long": Text(
        _("This text is too long."), _("At most %(most)s characters. Shorten it."), 422
    ),
    "polls.id_number": Text(
        _("This text holds an ID number."), _("Nobody needs it here. Take it out."), 422
    ),
    "polls.no_such_choice": Text(
        _("This cannot be chosen here."), _("Choose one of what the page offers."), 422
    ),
    "polls.secret_only": Text(_("An election is always secret."), _("Leave it secret."), 422),
    "polls.seats": Text(
        _("So many seats cannot be filled."),
        _("An election fills %(least)s to %(most)s; a decision none."),
        422,
    ),
    "polls.not_now": Text(_("The poll is somewhere else by now."), _("Look at its page again.")),
    "polls.whose_topic": Text(
        _("This topic is about another place."),
        _("Choose the place that it is about, or one in which that place lies."),
        422,
    ),
    "polls.gathers_already": Text(
        _("Signatures are gathered for a question of yours already."),
        _("When enough have signed, or its days are over, you may ask the next one."),
    ),
    "polls.they_are_too_young": Text(
        _("Whoever objected is not of age: from %(age)s on one votes."),
        _("Reject the objection, with this reason."),
        422,
    ),
    "polls.topic_elsewhere": Text(
        _("This topic does not wait for the residents."),
        _("The check of competence sends it there first."),
        422,
    ),
    "polls.topic_has_one": Text(
        _("There is a poll on this topic already."), _("See it in the list."), 422
    ),
    "polls.live_here_first": Text(
        _("You are not known to live where this poll is held."),
        _("Claim your home under “Me”, or ask at the residents' committee."),
        403,
    ),
    "polls.too_young": Text(
        _("Only residents of %(age)s years and over take part."),
        _("Somebody else of your home may."),
        403,
    ),
    "polls.signed_already": Text(_("You have signed."), _("Each resident signs once.")),
    "polls.studied_already": Text(
        _("It is written down that it was studied."), _("Go on with the roll.")
    ),
    "polls.day_over": Text(_("This day has not come yet."), _("Enter the day it was."), 422),
    "polls.studied_long_ago": Text(
        _("That was too long ago to be about this poll."),
        _("Enter a day within the last %(most)s days."),
        422,
    ),
    "polls.study_first": Text(
        _("The community's party organisation studies it first."),
        _("Write down when it did, and what it said."),
    ),
    "polls.nobody_on_the_roll": Text(
        _("Nobody would be on this roll."), _("Enter homes and residents first.")
    ),
    "polls.objection_days": Text(
        _("The roll may be objected to for %(days)s days, until %(last)s."),
        _("It is frozen on the day after."),
    ),
    "polls.objections_over": Text(
        _("The roll could be objected to until %(last)s."), _("It stands now.")
    ),
    "polls.answer_first": Text(
        _("%(left)s objections wait for an answer."), _("Answer each, with a reason.")
    ),
    "polls.posted_days": Text(
        _("The roll hangs out for %(days)s days."),
        _("The vote opens on %(first)s at the earliest."),
    ),
    "polls.vote_days": Text(
        _("A vote is open for %(least)s to %(most)s days."), _("Choose another end."), 422
    ),
    "polls.no_candidates": Text(_("Nobody stands yet."), _("Enter the candidates first.")),
    "polls.not_open": Text(
        _("This poll takes no votes now."), _("Its page says from when until when it does.")
    ),
    "polls.still_open": Text(_("The vote is still open."), _("It closes at its time, not before.")),
    "polls.published_days": Text(
        _("A result hangs out for %(days)s days."), _("It is archived on %(first)s.")
    ),
    "polls.residents_asked": Text(
        _("Residents asked for this poll."), _("The committee cannot call it off.")
    ),
    "polls.objected_already": Text(
        _("You have objected, and the answer is on its way."), _("It comes within days.")
    ),
    "polls.on_the_roll": Text(_("You are on the roll."), _("There is nothing to correct.")),
    "polls.own_objection": Text(
        _("Nobody answers their own objection."), _("A colleague does it."), 403
    ),
    "polls.answered_already": Text(_("This objection was answered."), _("Look at the list again.")),
    "polls.not_on_the_roll": Text(
        _("You do not stand on the roll of this poll."),
        _("Its page says who does, and until when one could object."),
        403,
    ),
    "polls.voted_already": Text(
        _("A ballot of this line is in already."),
        _(
            "Each person, or each home, has one. If none of you cast it, tell the committee at once."
        ),
    ),
    "polls.not_this_slip": Text(
        _("This ballot was handed to somebody else."), _("Open the ballot anew."), 422
    ),
    "polls.urn_altered": Text(
        _("The ballots in the urn do not fit the turns that were taken."),
        _("Nothing is counted. Tell whoever runs the software: the urn was touched."),
    ),
    "polls.not_published": Text(
        _("The result is not published yet."), _("Its page says how far it is.")
    ),
    "polls.too_few_to_show": Text(
        _("So few took part that the list would tell who chose what."),
        _("Your own ballot you find by its number."),
    ),
    "polls.so_many_sheets": Text(
        _("At most %(most)s sheets are printed at a time."), _("Print them in turns."), 422
    ),
    "polls.no_such_sheet": Text(
        _("This is no number of a sheet of this poll."), _("Compare it, sign by sign."), 422
    ),
    "polls.read_by_you": Text(
        _("You have read this sheet."), _("Another person reads it now."), 422
    ),
    "polls.sheet_settled": Text(
        _("This sheet was read by enough people."), _("Take the next one."), 422
    ),
    "polls.sheets_left": Text(
        _("%(left)s sheets wait for another reader."), _("Two must read the same on each.")
    ),
    "polls.more_sheets_than_people": Text(
        _("There are more sheets in the box than people who got one."),
        _("Nothing is counted. Look at the list of who came, and tell the street office."),
    ),
    "polls.not_at_doors": Text(
        _("Nobody is asked at the door in this poll."), _("Vote on the phone or on paper."), 403
    ),
    "polls.own_door": Text(
        _("Nobody writes down the answer of their own home."),
        _("Vote yourself, or let a colleague ask."),
        403,
    ),
    "polls.written_by_you": Text(
        _("You wrote this answer down."), _("A colleague takes the objection."), 403
    ),
    "polls.door_days": Text(
        _("Homes that were asked at the door have %(days)s days to object, until %(last)s."),
        _("It is counted on the day after."),
    ),
    "polls.no_such_elector": Text(
        _("No elector of this roll has this number."),
        _("Ask whomever you want to name for their number."),
        422,
    ),
    "polls.nominated_already": Text(
        _("They were named already."), _("If they stand, sign for them on the poll's page."), 422
    ),
    "polls.supported_already": Text(_("You have signed for them."), _("Each elector does once.")),
    "polls.nomination_answered": Text(
        _("This was answered already."), _("Look at the page again.")
    ),
    "polls.own_nomination": Text(
        _("It is your own nomination."), _("Somebody else of the desk checks it."), 403
    ),
    "polls.nomination_incomplete": Text(
        _("This nomination is not whole yet."),
        _("Whoever is named stands, and %(needed)s nominate them jointly."),
        422,
    ),
    "polls.checked_already": Text(_("This was checked already."), _("Look at the page again.")),
    "polls.check_first": Text(
        _("%(left)s nominations wait for the check."),
        _("Check them first, each with a reason."),
        422,
    ),
    "polls.more_candidates": Text(
        _("There are %(have)s candidates for %(seats)s seats."),
        _("Normally there are more. Wait for others, or write why it goes on so."),
        422,
    ),
    "polls.nothing_left": Text(
        _("There is no run-off to open."), _("Seats must be left, and somebody who may fill them.")
    ),
    "polls.again_goes_on": Text(
        _("A run-off is not called off."), _("Seats are left that nobody else may fill.")
    ),
    "polls.strokes_first": Text(
        _("The strokes of a surname were not written down at its check."),
        _("Let the lot decide the order."),
        422,
    ),
    "polls.committee_alone": Text(
        _("The desk of the community's residents' committee does this."),
        _("Grid workers and others help with paper, at doors and with objections."),
        403,
    ),
}
