from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "instruments"

    def ready(self) -> None:
        from instruments import permissions  # noqa: F401  (registers the permissions)
