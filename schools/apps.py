from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        from schools import checks, permissions, receivers  # noqa: F401  (registers what they hold)
