"""The addresses of people, schools and the log."""

from django.urls import path

from schools import views

app_name = "schools"

urlpatterns = [
    path("logboek/", views.logboek, name="logboek"),
]
