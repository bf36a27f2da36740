"""All addresses of the product."""

from importlib.util import find_spec

from django.urls import include, path

from examservice import views

urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path("_componenten/", views.componenten, name="componenten"),
    path("account/", include("examservice.account_urls")),
    path("", include("schools.urls")),
]
# Temporary, while the apps are being built: their addresses appear as soon as they have an urls.py.
urlpatterns += [
    path("", include(f"{app}.urls")) for app in ("qualifications", "instruments") if find_spec(f"{app}.urls")
]
