"""The settings of the Channels tutorial, with what Django's deployment checklist and the pages on databases add."""

import os

DEBUG = False
SECRET_KEY = os.urandom(32).hex()
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["daphne", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "chat"]
ASGI_APPLICATION = "asgi.application"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["CHAT_DATABASE"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 20},
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [("127.0.0.1", int(os.environ["CHAT_REDIS_PORT"]))]},
    }
}
