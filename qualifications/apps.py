from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    name = "qualifications"

    def ready(self) -> None:
        from qualifications import permissions  # noqa: F401  (registers the permissions)
