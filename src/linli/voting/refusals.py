"""Why this module refuses, in the reader's words. Articles come from the rule profile."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

FORBIDDEN, WRONG = 403, 422

REFUSALS: dict[str, Text] = {
    "voting.convener_only": Text(
        _("Only the convening body may do this."),
        _("If you hold an office in it, switch to that office under “Me”."),
        FORBIDDEN,
    ),
    "voting.teller_only": Text(
        _("Only the appointed tellers and scrutineers may do this."),
        _("The convening body appoints them on the assembly's page."),
        FORBIDDEN,
    ),
    "voting.authority_only": Text(
        _("Only the street office or the district enters that an assembly is void."),
        _("Bring them the decision of the court or the authority."),
        FORBIDDEN,
    ),
    "voting.as_yourself": Text(
        _("Objections are made as a resident, not in an office."),
        _("Switch to yourself under “Me”."),
        FORBIDDEN,
    ),
    "voting.not_now": Text(
        _("This is not possible in the assembly's present state."),
        _("Somebody may have been faster: look at the assembly again."),
    ),
    "voting.announced_already": Text(
        _("It was announced: matters, words, dates and mode stand."),
        _("What was not announced may not be voted on; take it into another assembly."),
    ),
    "voting.closes_before_it_opens": Text(
        _("The vote would close before it opens."), _("Choose a later moment."), WRONG
    ),
    "voting.cannot_convene": Text(
        _("This body may not convene an assembly on this ground here. %(article)s"),
        _("Choose another ground or another body."),
        WRONG,
    ),
    "voting.not_left_to_the_estate": Text(
        _("The estate's rules of procedure may not set “%(parameter)s” here. %(article)s"),
        _("Take it out; the profile page lists what is left to the estate."),
        WRONG,
    ),
    "voting.no_such_kind": Text(
        _("There is no matter of this kind."), _("Choose one of the list."), WRONG
    ),
    "voting.not_voted_on": Text(
        _("This is published and not voted on. %(article)s"),
        _("Publish it on the estate's page of emergency uses."),
        WRONG,
    ),
    "voting.building_scope_first": Text(
        _("Every owner of the building decides on this, not the whole estate. %(article)s"),
        _("Draft an assembly of that building."),
        WRONG,
    ),
    "voting.which_home": Text(
        _("Say which home it is about."), _("Choose a home of this estate."), WRONG
    ),
    "voting.seats": Text(
        _("A committee here has at least %(least)s members, an odd number. %(article)s"),
        _("Choose another number of seats."),
        WRONG,
    ),
    "voting.nobody_there": Text(
        _("Nobody with this number is in this community."),
        _("Ask the person for the number under “Me”."),
        WRONG,
    ),
    "voting.no_election": Text(
        _("Nobody is elected by this matter."), _("Choose the election."), WRONG
    ),
    "voting.stands_already": Text(
        _("This person stands already."), _("Look at the list of candidates."), WRONG
    ),
    "voting.teller_stands": Text(
        _("A teller or scrutineer cannot stand for election."),
        _("Appoint somebody else as teller first."),
        WRONG,
    ),
    "voting.candidate_counts": Text(
        _("A candidate cannot be teller or scrutineer."), _("Choose somebody else."), WRONG
    ),
    "voting.property_counts": Text(
        _("Staff of the property company or the developer cannot be teller or scrutineer."),
        _("Choose somebody else."),
        WRONG,
    ),
    "voting.teller_already": Text(
        _("This person is appointed already."), _("Choose somebody else."), WRONG
    ),
    "voting.not_oneself": Text(
        _("Nobody appoints or names themselves."),
        _("Let somebody else of the convening body, or the street, do it."),
        WRONG,
    ),
    "voting.tellers_stand": Text(
        _("The vote is closed: who counts and who watches the count stands."),
        _("The result needs all of their signatures."),
    ),
    "voting.no_such_condition": Text(
        _("The profile knows no such condition."), _("Choose from the list."), WRONG
    ),
    "voting.reason_in_words": Text(
        _("Say in words why the candidate does not qualify."), _("Write the reason."), WRONG
    ),
    "voting.roll_frozen": Text(
        _("The roll is frozen: nothing in it changes any more."),
        _("Objections to the result may be made after it is published."),
    ),
    "voting.roll_days": Text(
        _("Owners have %(days)s days from the notice on to object to the roll. %(article)s"),
        _("Freeze it on %(first)s or later."),
    ),
    "voting.answered_already": Text(
        _("This objection was answered already."), _("Look at the list again.")
    ),
    "voting.brought_already": Text(
        _("This delivery was written down already."), _("Choose another home or way."), WRONG
    ),
    "voting.disputed_units": Text(
        _("The roll cannot be frozen: %(units)s homes have a doubtful owner or area."),
        _("Settle each among homes and units, with a reason."),
    ),
    "voting.objections_waiting": Text(
        _("The roll cannot be frozen: %(objections)s objections wait for an answer."),
        _("Answer each of them."),
    ),
    "voting.mode_not_here": Text(
        _("The law of this place does not allow this kind of vote. %(article)s"),
        _("Choose an opinion poll, a vote on paper, or import the official system's export."),
        WRONG,
    ),
    "voting.no_rules_that_day": Text(
        _("No rules are known for this day."), _("Choose a day from today on."), WRONG
    ),
    "voting.dates_first": Text(
        _("It has no dates yet."), _("Say when the vote opens and closes."), WRONG
    ),
    "voting.notice_too_short": Text(
        _(
            "The notice would be %(days)s days before the vote; at least %(least)s are needed."
            " %(article)s"
        ),
        _("Let the vote open later."),
        WRONG,
    ),
    "voting.voting_days": Text(
        _("A vote here lasts between %(least)s and %(most)s days. %(article)s"),
        _("Choose another moment for the close."),
        WRONG,
    ),
    "voting.matters_first": Text(_("There is nothing to decide yet."), _("Add a matter."), WRONG),
    "voting.words_first": Text(
        _("Matter %(number)s has no Chinese words yet."), _("Write its title and text."), WRONG
    ),
    "voting.examine_first": Text(
        _("Candidates of matter %(number)s were not examined yet."),
        _("Say of each whether they qualify."),
        WRONG,
    ),
    "voting.candidates_first": Text(
        _("Nobody stands for matter %(number)s."), _("Enter candidates."), WRONG
    ),
    "voting.rule_text_first": Text(
        _("Counting the silent needs the clause of the rules of procedure. %(article)s"),
        _("Write down the clause, word by word."),
        WRONG,
    ),
    "voting.freeze_first": Text(_("The roll is not frozen yet."), _("Freeze it first.")),
    "voting.too_early": Text(
        _("The vote opens at %(at)s, not earlier."), _("Come back at that moment.")
    ),
    "voting.tellers_first": Text(
        _("Tellers and scrutineers are not appointed yet. %(article)s"), _("Appoint them.")
    ),
    "voting.no_key": Text(
        _("Choices could not be sealed yet: the three key holders have not all enrolled."),
        _(
            "Name two holders and the street office on the page of the key; each chooses a passphrase."
        ),
    ),
    "voting.key_altered": Text(
        _(
            "The key of this assembly is not the one that its holders made. Nothing is sealed to it."
        ),
        _("Tell the street office and an auditor: somebody changed the database."),
    ),
    "voting.holder_altered": Text(
        _("What is stored of a key holder is not what they enrolled with: %(seat)s."),
        _("Tell the street office and an auditor: somebody changed the database."),
    ),
    "voting.no_ballots_here": Text(
        _("No ballots are taken here: the official system counted them."), _("No key is needed.")
    ),
    "voting.key_stands": Text(
        _("The key is made: its holders and their passphrases stand."),
        _("A lost passphrase is made up for by the other two holders."),
    ),
    "voting.holder_only": Text(
        _("Only a named key holder may do this, in person."),
        _("The convening body names the holders on the page of the key."),
        FORBIDDEN,
    ),
    "voting.property_holds": Text(
        _("Staff of the property company or the developer cannot hold a share of the key."),
        _("Choose somebody else."),
        WRONG,
    ),
    "voting.candidate_holds": Text(
        _("A candidate cannot hold a share of the key."), _("Choose somebody else."), WRONG
    ),
    "voting.reserve_of_the_street": Text(
        _("The share in reserve is kept by somebody in an office of the street."),
        _("Ask the street office for the number of its officer."),
        WRONG,
    ),
    "voting.holder_serves": Text(
        _("This person neither holds an office here nor counts in this assembly."),
        _("Choose an officer of a body here, or a teller or scrutineer of this assembly."),
        WRONG,
    ),
    "voting.holds_already": Text(
        _("This person holds a share of this key already."),
        _("Three different people hold the three shares."),
        WRONG,
    ),
    "voting.one_body": Text(
        _("Another holder of this key is of the same body."),
        _(
            "Choose somebody of another body. Where there is none, appoint an owner as teller or"
            " scrutineer and name them."
        ),
        WRONG,
    ),
    "voting.weak_passphrase": Text(
        _("This passphrase is too weak."),
        _("Take sixteen letters and digits or eight Chinese characters at least."),
        WRONG,
    ),
    "voting.wrong_passphrase": Text(
        _("This is not the passphrase that you chose."),
        _("Try again; after a loss the other two holders open the ballots."),
        WRONG,
    ),
    "voting.after_the_close": Text(
        _("Ballots are opened only after the close."),
        _("The assembly's page says when it closes."),
    ),
    "voting.opened_already": Text(
        _("The ballots are opened already."), _("Look at the assembly again.")
    ),
    "voting.handed_already": Text(
        _("You handed your share to this holder already."), _("Now it is their turn.")
    ),
    "voting.nothing_handed": Text(
        _("This holder has handed nothing to you yet."),
        _("Ask them to hand their share over on the page of the key."),
    ),
    "voting.audit_first": Text(
        _("The audit of paper is not finished."),
        _("The drawn sheets are read by people who have not keyed them."),
    ),
    "voting.third_reading": Text(
        _("On %(sheets)s sheets two operators differ: a third reads them before the count."),
        _(
            "Another teller or scrutineer keys them. If all have read them, appoint one more; if a"
            " sheet cannot be found, two say so."
        ),
    ),
    "voting.audit_begun": Text(
        _("The audit of paper has begun already."), _("Its page shows what comes next.")
    ),
    "voting.audit_after_keying": Text(
        _("Paper is audited when every ballot is opened and every sheet is keyed."),
        _("Look at what is still to be keyed."),
    ),
    "voting.audit_readers": Text(
        _("Everybody who counts has keyed sheets: nobody is left to read them anew."),
        _("Appoint one more scrutineer before the close, who keys nothing."),
    ),
    "voting.no_paper": Text(
        _("No sheet of paper counts in this assembly."), _("There is nothing to audit.")
    ),
    "voting.seed_first": Text(
        _("The public log does not hold the beginning of the audit yet."),
        _("It usually takes a second: try again."),
    ),
    "voting.not_drawn": Text(
        _("This sheet is not in the sample, or it was read already."),
        _("The page of the audit lists what is to be read."),
        WRONG,
    ),
    "voting.still_running": Text(
        _("The time for voting is not over."), _("Close it when its time is over.")
    ),
    "voting.not_open": Text(
        _("No ballots are taken now. %(article)s"),
        _("The assembly's page says when the vote is open."),
    ),
    "voting.open_first": Text(
        _("%(ballots)s ballots are not opened yet."),
        _("Two officers open them together; paper is keyed by two operators."),
    ),
    "voting.another_result": Text(
        _("The result on your page is not the one on record."),
        _("Look at the result again before you sign."),
    ),
    "voting.result_altered": Text(
        _("The result's rows are not what was counted and signed."),
        _("Publish nothing. Tell the street office and an auditor: somebody changed the database."),
    ),
    "voting.signed_already": Text(_("You signed already."), _("Others may still have to.")),
    "voting.objections_over": Text(
        _("The days for objections ended on %(until)s. %(article)s"),
        _("A court can still rescind a decision."),
    ),
    "voting.no_result_yet": Text(
        _("There is no published result yet."), _("The assembly's page says when there will be.")
    ),
    "voting.editions_made": Text(
        _("The files of this result are made already."), _("They never change.")
    ),
    "voting.log_first": Text(
        _("The public log has %(entries)s entries of this assembly still to take."),
        _("It usually takes seconds; the files follow within a few minutes."),
    ),
    "voting.owners_edition": Text(
        _("This edition names homes: it is for the owners on the roll and for who answers for it."),
        _("The public edition holds the same ballots and results, without homes."),
        FORBIDDEN,
    ),
    "voting.no_such_ballot": Text(
        _("No ballot of this assembly bears this number."),
        _("Look at your receipt again: twelve letters and digits."),
        404,
    ),
    "voting.no_such_edition": Text(
        _("There is no such file yet."), _("The page of files says when it will be there."), 404
    ),
    "voting.talk_over": Text(
        _("The talk beside this matter is over."), _("You can still read it."), FORBIDDEN
    ),
    "voting.no_such_reason": Text(
        _("There is no such reason to park it."), _("Choose from the list."), WRONG
    ),
    "voting.decision_first": Text(
        _("The decision of the court or the authority is missing."),
        _("Attach it as a file."),
        WRONG,
    ),
    "voting.developer_by_mandate": Text(
        _("The developer's ballot is cast by whoever it gave a written mandate. %(article)s"),
        _("Register the mandate as a proxy."),
        FORBIDDEN,
    ),
    "voting.cast_by_former_owner": Text(
        _(
            "The former owner voted for this home before it was sold; that ballot stands. %(article)s"
        ),
        _("The next assembly is yours."),
        FORBIDDEN,
    ),
    "voting.sold_after_freezing": Text(
        _("This home changed its owner after the roll was frozen; the roll stands. %(article)s"),
        _("The next assembly is yours."),
        FORBIDDEN,
    ),
    "voting.amount_first": Text(_("Say how much was used."), _("Write the amount."), WRONG),
    "voting.no_such_step": Text(_("There is no such step."), _("Choose from the list."), WRONG),
    "voting.ticked_already": Text(
        _("This step stands as you want it already."), _("Look at the list again.")
    ),
}
