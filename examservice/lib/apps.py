from django.apps import AppConfig


class LibConfig(AppConfig):
    """An app only because template tags need one."""

    name = "examservice.lib"
    label = "lib"

    def ready(self) -> None:
        from examservice.lib import database  # noqa: F401  (connects its receiver)
