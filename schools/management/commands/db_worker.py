from typing import Any

from django_tasks_db.management.commands.db_worker import Command as WorkerCommand

from schools.checks import refuse_to_start_unguarded


class Command(WorkerCommand):
    """The worker of django-tasks, which like the web refuses to start on an unguarded database."""

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_to_start_unguarded()
        super().handle(*args, **options)
