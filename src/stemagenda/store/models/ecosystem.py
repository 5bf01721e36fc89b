"""People without an account (one table for all that says who they are), what hangs on them, and open forms."""

from django.db import models


class PersonRow(models.Model):
    """Somebody without an account, for one purpose. Erasing the row erases the person: nothing else names them.

    The link in their letters holds a secret that follows from `seed` and the site's key; only its digest is stored.
    """

    purpose = models.CharField(max_length=20)
    about = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    body = models.JSONField()
    seed = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    kept_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    until = models.DateField()

    class Meta:
        """Found by link, by address, by what they belong to, and by last day."""

        db_table = "person"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["purpose", "about"], name="person_purpose"),
            models.Index(fields=["address"], name="person_address"),
            models.Index(fields=["until"], name="person_until"),
        ]


class HelpRequestRow(models.Model):
    """A question to the STEMhub. What can be counted stands in columns; every free text stands in `texts`.

    When the person is erased the texts go too; the columns stay, for the counts. `number` grows with each change.
    """

    code = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(PersonRow, models.SET_NULL, null=True, related_name="help_requests")
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=40)
    asker = models.CharField(max_length=20)
    region = models.CharField(max_length=20, blank=True)
    audience = models.JSONField(default=list)
    transitions = models.JSONField(default=list)
    needed_by = models.DateField(null=True)
    state = models.CharField(max_length=20)
    entity = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True)
    texts = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """The queue: by state, the oldest first."""

        db_table = "help_request"
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="help_request_queue")]


class RegistrationRow(models.Model):
    """A seat at an event, or a place on its waiting list. Without a person it still counts for its pillar."""

    event = models.CharField(max_length=60)
    person = models.OneToOneField(PersonRow, models.SET_NULL, null=True, related_name="registration")
    state = models.CharField(max_length=12)
    pillar = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=60, blank=True)
    has_attended = models.BooleanField(null=True)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """In the order of registering."""

        db_table = "registration"
        ordering = ["pk"]
        indexes = [models.Index(fields=["event", "state"], name="registration_event")]


class OpenFormRow(models.Model):
    """One use of a form that is open to everybody, kept for an hour: against floods, and against sending twice.

    `origin` is a digest with a key of the day: it leads to no network address, and to nobody the day after.
    """

    form = models.CharField(max_length=20)
    nonce = models.CharField(max_length=40, unique=True)
    origin = models.CharField(max_length=64)
    result = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Counted by form and time."""

        db_table = "open_form"
        ordering = ["pk"]
        indexes = [models.Index(fields=["form", "at"], name="open_form_use")]


class PictureRow(models.Model):
    """One size of a picture as it is served, made anew from what was sent in, whose digest is `family`."""

    family = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=5)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        """One of a width a picture."""

        db_table = "picture"
        ordering = ["family", "width"]
        constraints = [models.UniqueConstraint(fields=["family", "width"], name="picture_once")]
