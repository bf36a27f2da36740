from django.apps import AppConfig


class AssessorsConfig(AppConfig):
    name = "assessors"
