from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project as an application: it has no models, but a command of its own."""

    name = "config"
