"""All addresses of the product."""

from importlib import import_module

from django.urls import include, path

from examservice import views

urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path("_componenten/", views.componenten, name="componenten"),
    path("account/", include("examservice.account_urls")),
    path("", include("schools.urls")),
]
# Temporary, while these apps are being built: their addresses appear as soon as their urls.py can be imported.
for app in ("qualifications", "instruments"):
    try:
        urlpatterns.append(path("", include(import_module(f"{app}.urls"))))
    except (ImportError, AttributeError):
        pass
