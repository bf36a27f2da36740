"""All addresses of the product."""

from django.urls import include, path

from examservice import views

urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path("_componenten/", views.componenten, name="componenten"),
    path("account/", include("examservice.account_urls")),
    path("", include("qualifications.urls")),
    path("", include("schools.urls")),
    path("", include("instruments.urls")),
]
