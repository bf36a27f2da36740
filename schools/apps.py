from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        from schools import permissions, receivers  # noqa: F401  (registers permissions, connects receivers)
