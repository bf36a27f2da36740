"""The entry for gunicorn and runserver."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "examservice.settings")
application = get_wsgi_application()

from schools.checks import refuse_to_start_unguarded  # noqa: E402 - only after the set-up of Django

refuse_to_start_unguarded()
