"""Records people edit (actions, bodies, meetings, ...): every version kept, what hangs on them, and who may edit."""

from django.conf import settings
from django.db import models


class RecordRow(models.Model):
    """One record of a kind, pointing at its latest version. `public_number` is 0 while nothing of it is public."""

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    public_number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12)
    touched_at = models.DateTimeField()
    touched_by = models.CharField(max_length=150)

    class Meta:
        """One code a kind."""

        db_table = "record"
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="record_once")]


class RecordVersionRow(models.Model):
    """One version of a record: append-only.

    `since` is the first day on which it is publicly known (only where its state is "published"). `card` is the small
    part that lists are made from; `body` the whole.
    """

    record = models.ForeignKey(RecordRow, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    verb = models.CharField(max_length=40)
    note = models.CharField(max_length=2000, blank=True)
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    since = models.DateField()
    card = models.JSONField()
    body = models.JSONField()

    class Meta:
        """Read by record and number, or as of a day by kind."""

        db_table = "record_version"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="record_version_once")]
        indexes = [models.Index(fields=["kind", "state", "since", "record", "number"], name="record_version_as_of")]


class CommentRow(models.Model):
    """A remark of a member beside a record. Taken back means: the text is gone, that something stood there stays."""

    record = models.ForeignKey(RecordRow, models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField(help_text="the version it speaks about")
    person = models.CharField(max_length=150)
    at = models.DateTimeField()
    text = models.TextField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of writing."""

        db_table = "record_comment"
        ordering = ["at", "pk"]


class UnsavedRow(models.Model):
    """What somebody was typing: kept by itself until it is saved, thrown away or thirty days old."""

    person = models.CharField(max_length=150)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    seen = models.PositiveIntegerField()
    at = models.DateTimeField()
    fields = models.JSONField()

    class Meta:
        """One a person and record."""

        db_table = "unsaved"
        constraints = [models.UniqueConstraint(fields=["person", "kind", "code"], name="unsaved_once")]


class SavedViewRow(models.Model):
    """A list with its filters under a name, for the person who saved it, or for all members."""

    person = models.CharField(max_length=150)
    name = models.CharField(max_length=80)
    page = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """One of a name a person and page."""

        db_table = "saved_view"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="saved_view_once")]


class PairMarkRow(models.Model):
    """What people made of a suspected overlap: the latest row of a pair holds. `first` sorts before `second`."""

    first = models.CharField(max_length=60)
    second = models.CharField(max_length=60)
    verdict = models.CharField(max_length=15)
    reason = models.CharField(max_length=2000, blank=True)
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Append-only."""

        db_table = "pair_mark"
        ordering = ["pk"]
        indexes = [models.Index(fields=["first", "second"], name="pair_mark_pair")]


class MemberRow(models.Model):
    """For whom an account works and in which body it sits: who may do what follows from it. Private."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    entity = models.CharField(max_length=60, blank=True)
    body = models.CharField(max_length=60, blank=True)
    is_coordinator = models.BooleanField(default=False)
    is_hub_officer = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        """Read with every request of a signed-in person."""

        db_table = "member"
        indexes = [models.Index(fields=["person", "ends"], name="member_person")]


class MailChoiceRow(models.Model):
    """Which letters a member wants, and in which language. Without a row: all of them, in Dutch."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    language = models.CharField(max_length=2, default="nl")
    wants_reminders = models.BooleanField(default=True)
    wants_digest = models.BooleanField(default=True)

    class Meta:
        """One a person."""

        db_table = "mail_choice"


class LetterRow(models.Model):
    """A letter that waits for the mail server, was taken by it, or was given up.

    `key` makes that nothing is sent twice. Of a letter that is done only the key and the days stay after a month.
    """

    key = models.CharField(max_length=200, unique=True)
    #: the name by which its recipient is known here, and what was told in it: taken back when it never arrives
    recipient = models.CharField(max_length=300)
    about = models.JSONField(default=list)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    made_at = models.DateTimeField()
    next_try = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    #: a run is sending it until then, so that two runs never send the same letter
    held_until = models.DateTimeField(null=True)

    class Meta:
        """Those that wait, by when they are due."""

        db_table = "letter"
        indexes = [models.Index(fields=["sent_at", "next_try"], name="letter_due")]
