"""Failed attempts to sign in, kept for a quarter of an hour to slow guessing down."""

from django.db import models


class SignInFailureRow(models.Model):
    """One failed attempt. `account` and `origin` are keyed digests: no name or network address can be read back."""

    at = models.DateTimeField()
    account = models.CharField(max_length=64)
    origin = models.CharField(max_length=64)

    class Meta:
        """Counted by account and by origin."""

        db_table = "sign_in_failure"
        indexes = [
            models.Index(fields=["account", "at"], name="sign_in_failure_account"),
            models.Index(fields=["origin", "at"], name="sign_in_failure_origin"),
        ]
