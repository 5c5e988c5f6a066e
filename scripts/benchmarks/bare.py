"""The site that the others are held against: one Django view returning as many bytes as asked for."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.crypto import get_random_string

SECRET_KEY = get_random_string(50)
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = __name__
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = ["django.middleware.common.CommonMiddleware"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True


def same_bytes(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(b"x" * size)


urlpatterns = [path("<int:size>", same_bytes)]
