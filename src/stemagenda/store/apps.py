"""The store as a Django application."""

from django.apps import AppConfig


class Store(AppConfig):
    """Tables and their migrations."""

    name = "stemagenda.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
