"""Threads, their posts, what became of them."""

from typing import ClassVar

from django.db import models

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import ids
from linli.kernel.scoping import ScopedManager
from linli.threads.states import AppealState, Ground, PostState


class Thread(models.Model):
    """The talk beside one subject."""

    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    community = models.BigIntegerField()
    #: Grows with every change that a reader can see: a page that knows the number is fresh.
    version = models.BigIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            # also the one indexed read that answers "nothing new"
            models.UniqueConstraint(fields=["kind", "subject"], name="one_thread_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Post(Sealing):
    """What somebody wrote, in a capacity. The text has no markup; links and mentions are made of it."""

    sealed = ("words",)
    sealed_for = "author_id"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    community = models.BigIntegerField()
    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20)
    words = models.BinaryField(null=True)
    #: Sealed at rest, for people write each other's names and numbers.
    text = SealedWords("words")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.SHOWN)
    #: How many reports wait for a decision.
    flags_open = models.IntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # a thread's page, newest first
            models.Index(fields=["thread", "-id"]),
            # the rate of one person; their erasure
            models.Index(fields=["author", "at"]),
            # the moderators' queue
            models.Index(
                fields=["community", "id"],
                condition=models.Q(flags_open__gt=0),
                name="threads_posts_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.public_id}"


class Revision(Sealing):
    """What a post said before it was changed."""

    sealed = ("words",)
    sealed_for = "post_id"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["post", "id"])]  # a post's history

    def __str__(self) -> str:
        return f"revision of {self.post_id}"


class Mention(models.Model):
    """Somebody is spoken to."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "person"], name="mentioned_once_in_a_post")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"


class Flag(models.Model):
    """A reader asks the moderators to look at a post; the author does not learn who."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="flags")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=models.Q(settled_at__isnull=True),
                name="one_open_flag_per_reader",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "at"])]  # how many today

    def __str__(self) -> str:
        return f"flag on {self.post_id}"


class Verdict(Sealing):
    """What a moderator decided on a post, and why; the author reads it."""

    sealed = ("remark",)
    sealed_for = "by_id"

    class Kind(models.TextChoices):
        HIDDEN = "hidden"
        RESTORED = "restored"
        KEPT = "kept"
        #: Hidden still, after an appeal.
        UPHELD = "upheld"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    remark = models.BinaryField(null=True)
    note = SealedWords("remark")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["post", "-id"])]  # the newest one counts

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id}"


class Appeal(Sealing):
    """The author of a hidden post disagrees; a moderator who did not hide it decides once more."""

    sealed = ("reason",)

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appeals")
    community = models.BigIntegerField()
    #: The author, in whose name the reason is sealed.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: By which it was hidden; one appeal against each.
    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="appeal")
    hidden_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField(null=True)
    said = SealedWords("reason")
    at = models.DateTimeField()
    #: The last day for the decision.
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.OPEN)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            # whoever hid it does not judge the appeal: also in the database
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("hidden_by")),
                name="another_moderator_decides",
            )
        ]
        indexes: ClassVar = [
            # the moderators' queue, the nearest deadline first
            models.Index(
                fields=["community", "due_on", "id"],
                condition=models.Q(state="open"),
                name="threads_appeals_open",
            )
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk} ({self.state})"
