"""Makes the tables, then serves one port by several Daphnes, as the Channels manual has it done by a supervisor."""

import os
import signal
import socket
import subprocess
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

import django
from django.db import connection

django.setup()
from chat.models import Message

if Message._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Message)
connection.close()

door = socket.socket()
door.bind(("127.0.0.1", 0))
door.listen(1024)
door.set_inheritable(True)
command = ["daphne", "--fd", str(door.fileno()), "--verbosity", "0", "asgi:application"]
workers = [subprocess.Popen(command, pass_fds=[door.fileno()]) for _ in range(int(os.environ["CHAT_WORKERS"]))]
print("port", door.getsockname()[1], flush=True)
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    sys.stdin.read()
finally:
    for worker in workers:
        worker.terminate()
