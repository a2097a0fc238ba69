"""What a person reads when something on a thread is refused, and what acts are called."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "threads.empty": Text(_("There is no text yet."), _("Write a line."), 422),
    "threads.too_long": Text(
        _("This text is too long."),
        _("A post takes 1,000 characters, a note 300. Shorten it, or write two posts."),
        422,
    ),
    "threads.id_number": Text(
        _("This text holds an ID number."),
        _("Everybody here would read it. Take it out and tell it to staff in person."),
        422,
    ),
    "threads.too_fast": Text(
        _("You are writing very fast."), _("Wait a minute, then send it again."), 429
    ),
    "threads.too_late": Text(
        _("A post can be changed for fifteen minutes only, since others answer to it."),
        _("Write a new post, or delete this one."),
    ),
    "threads.same_words": Text(
        _("Nothing in the text has changed."), _("Change it, or go back."), 422
    ),
    "threads.under_review": Text(
        _("This post is being looked at by the moderators."),
        _("It can be changed again when they have decided."),
    ),
    "threads.is_hidden": Text(
        _("The moderators have hidden this post."),
        _("The reason stands beside it. You may appeal; another moderator then decides."),
    ),
    "threads.not_hidden": Text(
        _("This post is not hidden."), _("There is nothing to appeal against.")
    ),
    "threads.appealed_before": Text(
        _("There was an appeal against this hiding already."),
        _("Its outcome stands beside the post."),
    ),
    "threads.appeal_too_late": Text(
        _("The time for an appeal is over."),
        _("It was sixty days after the post was hidden."),
    ),
    "threads.another_decides": Text(
        _("Whoever hid a post does not decide the appeal."),
        _("Leave it to a colleague."),
        403,
    ),
    "threads.reason_missing": Text(_("A reason is needed."), _("Say in a sentence why."), 422),
    "threads.own_words": Text(
        _("Nobody judges or reports their own words."),
        _("Delete the post, or leave it to a colleague."),
        403,
    ),
    "threads.no_such_ground": Text(_("This reason is not among those to choose."), "", 422),
    "threads.flagged_before": Text(
        _("You have reported this post already."), _("The moderators will look at it.")
    ),
    "threads.not_yours_to_write": Text(
        _("In your present capacity you can read here, but not write."),
        _("Residents and staff of this community write here."),
        403,
    ),
}

EVENTS = {
    "threads.persons_posts_erased": _("Posts erased with the account"),
    "threads.posted": _("Post written"),
    "threads.edited": _("Post changed"),
    "threads.deleted": _("Post deleted"),
    "threads.flagged": _("Post reported"),
    "threads.hidden": _("Post hidden by a moderator"),
    "threads.restored": _("Post shown again by a moderator"),
    "threads.appealed": _("Appeal against a hidden post"),
    "threads.appeal_granted": _("Appeal granted: post shown again"),
    "threads.appeal_refused": _("Appeal refused: post hidden still"),
    "threads.kept": _("Reported post kept by a moderator"),
}
