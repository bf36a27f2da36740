from django.apps import AppConfig


class LibConfig(AppConfig):
    """An app only because template tags need one."""

    name = "examservice.lib"
    label = "lib"
