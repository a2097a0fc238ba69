"""The words of the notices that `consumers` issues."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "post_mention": Words(
        _("A neighbour speaks to you"),
        _("You are mentioned in a post. Open it to read and answer."),
    ),
    "appeal_granted": Words(
        _("An appeal was granted"),
        _(
            "Another moderator looked at the hidden post; it is shown again. The reason stands there."
        ),
    ),
    "appeal_refused": Words(
        _("An appeal was refused"),
        _("Another moderator looked at the hidden post; it stays hidden. The reason stands there."),
    ),
    "home_claimed": Words(
        _("Somebody says they live in your home"),
        _("Open “My homes” and say whether it is so."),
    ),
    "home_contested": Words(
        _("A home is claimed that another person holds"),
        _("Both sides may say what they think; then two members of staff decide."),
    ),
    "home_objected": Words(
        _("The other side objects to your claim on a home"), _("Staff decide, with a reason.")
    ),
    "home_approved": Words(
        _("A claim on your home was approved"), _("You see under “My homes” who belongs there.")
    ),
    "home_refused": Words(
        _("A claim on a home was refused"), _("The reason stands beside the claim.")
    ),
    "home_withdrawn": Words(
        _("A claim on your home was withdrawn"), _("Everything stays as it was.")
    ),
    "home_joined": Words(
        _("Somebody joined your home"),
        _("They came by a code. If it is not right, end it under “My homes”."),
    ),
    "home_ended": Words(
        _("Somebody's belonging to your home ended"),
        _(
            "Yours, or that of somebody you live with. You see under “My homes” how it stands; if it is not right, claim the home anew or go to the residents' committee."
        ),
    ),
    "home_contact": Words(
        _("Your household has chosen whom it speaks through"),
        _("You see under “My homes” who it is, and may change it."),
    ),
    "cover_named": Words(
        _("A substitute was named for an office of yours, or you for another's"),
        _(
            "The register says from when to when. A substitute without an office of their own asks a colleague for a code for their second proof."
        ),
    ),
    "cover_ended": Words(
        _("A cover of an office was taken back"),
        _("The holder does the work again, or another substitute. The register says who."),
    ),
    "home_doubted": Words(
        _("Staff doubt that you live in a home"),
        _("Open “My homes” and say what you think within a week. A second person decides."),
    ),
    "home_kept": Words(
        _("You still belong to your home"),
        _("A second member of staff did not end it. The reason stands under “My homes”."),
    ),
    "factors_doubted": Words(
        _("Somebody says you lost your second proof"),
        _("Was it not you who stood at the desk with papers? Then stop it under “My identity”."),
    ),
    "phone_doubted": Words(
        _("Somebody wants another phone number in your record"),
        _("Was it not you who stood at the desk with papers? Then stop it under “My identity”."),
    ),
    "factors_taken": Words(
        _("Your lost second proof was taken away"),
        _("Two members of staff saw your papers. You are signed out everywhere; set up a new one."),
    ),
    "factor_code_given": Words(
        _("A colleague gave a code for your second proof"),
        _("It is good for a day and should be in your hands. Is it not? Tell your administrator."),
    ),
    "phone_changed": Words(
        _("Another phone number opens your record"),
        _("Was it not you? Go to the residents' committee with your papers at once."),
    ),
    "guardian_ended": Words(
        _("You are no longer a child's guardian here"),
        _("Two members of staff saw papers that say so. Is it wrong? Bring yours."),
    ),
    "number_claimed": Words(
        _("A number of yours is claimed"),
        _("Two records claim one number. Both sides may speak for seven days."),
    ),
    "number_decided": Words(
        _("The claim on a number is decided"), _("The reason stands on its page.")
    ),
    "mandate_offered": Words(
        _("Somebody asks you to help"),
        _("They want you to do some things here in their name. Open it to accept or decline."),
    ),
    "mandate_entered": Words(
        _("Your signed sheet has arrived"),
        _(
            "It is in force when a second member of staff has confirmed it. Is it not yours? End it."
        ),
    ),
    "mandate_given": Words(
        _("A mandate is in force"),
        _("What may be done, by whom and until when, stands on its page. You end it at any time."),
    ),
    "mandate_ended": Words(
        _("A mandate has ended"), _("Nothing is done in anybody's name by it any more.")
    ),
    "points_given": Words(
        _("You were given points"),
        _("Points: %(units)s, deeds: %(count)s. Which deed earned what stands in your statement."),
    ),
    "deed_held": Words(
        _("Something you did is being looked at"),
        _("Before points are given somebody looks at it. The reason stands on its page."),
    ),
    "deed_refused": Words(
        _("Something you did earns no points"),
        _(
            "The reason stands on its page. If you do not agree, appeal there: another person decides."
        ),
    ),
    "deed_released": Words(
        _("Something you did was looked at, and points were given"),
        _("You see them under “My points and hours”."),
    ),
    "deed_upheld": Words(
        _("Your appeal was turned down"),
        _("Another person looked at it again. The reason stands on its page."),
    ),
    "deed_explained": Words(
        _("What you asked to have checked stays as it is"),
        _("Staff looked at it. Their answer stands on its page."),
    ),
    "award_taken_back": Words(
        _("Points were taken back after a dispute"),
        _(
            "The reason stands on its page. If you do not agree, appeal there: another person decides."
        ),
    ),
    "sanction_proposed": Words(
        _("A sanction is proposed about you"),
        _("Nothing is decided yet. Read what is said and answer; until when stands on its page."),
    ),
    "sanction_applied": Words(
        _("A sanction was applied: points were taken"),
        _(
            "The reason stands on its page. If you do not agree, appeal there: a third person decides."
        ),
    ),
    "sanction_dropped": Words(
        _("A sanction about you was dropped"), _("Nothing was taken. The reason is on its page.")
    ),
    "sanction_upheld": Words(
        _("Your appeal against a sanction was turned down"),
        _("A third person looked at it. The reason stands on its page."),
    ),
    "sanction_lifted": Words(
        _("A sanction about you was lifted"),
        _("Everything that was taken is back in your account."),
    ),
    "account_frozen": Words(
        _("An account of yours in the love bank is frozen"),
        _(
            "The reason stands on its page. Until the case is closed nothing comes in or goes out. Do you think that it is wrong? Speak to the residents' committee."
        ),
    ),
    "account_unfrozen": Words(
        _("Your account in the love bank is open again"), _("The case about it is closed.")
    ),
    "done_by_helper": Words(
        _("Your helper did something for you"), _("Open it to see what, when and by whom.")
    ),
    "post_hidden": Words(
        _("A post of yours was hidden"), _("The reason stands beside the post, for you to read.")
    ),
    "post_restored": Words(
        _("A post of yours is shown again"), _("The moderators have looked at it once more.")
    ),
}
