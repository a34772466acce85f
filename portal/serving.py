"""The web server: gunicorn with sync workers, and one background worker beside them that starts and stops with it."""

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from gunicorn.app.base import BaseApplication

from portal.config import Settings

log = logging.getLogger("clywed.serving")
# Seconds that background work gets to come to an end.
PATIENCE = 10


class BackgroundProcess:
    """The background worker as a child process; started again if it ends before it is told to.

    Spawned, not forked, since gunicorn forks at the same time: a fork would carry open ends of pipes into the web
    workers. gunicorn may hear of the child's end first; then there is no child any more, which says as much.
    """

    def __init__(self, settings: Settings) -> None:
        self.environment = {**os.environ, "CLYWED_DATA": str(settings.data)}
        self.stopping = threading.Event()
        self.process_id = 0

    def start(self, listening: list[int]) -> None:
        """Start it, and watch it; it gets none of the sockets on which the web workers listen."""
        threading.Thread(target=self._watch, args=(listening,), daemon=True).start()

    def _watch(self, listening: list[int]) -> None:
        closed = [(os.POSIX_SPAWN_CLOSE, socket) for socket in listening]
        command = [sys.executable, "-m", "portal.cli", "work", "--beside", str(os.getpid())]
        while not self.stopping.is_set():
            self.process_id = os.posix_spawn(sys.executable, command, self.environment, file_actions=closed)
            _has_ended(self.process_id, 0)
            if not self.stopping.wait(1):
                log.warning("the background worker ended, and is started again")

    def stop(self) -> None:
        """Tell it to stop, and wait until it has, for ten seconds at most."""
        self.stopping.set()
        if self.process_id and not _has_ended(self.process_id, os.WNOHANG):
            os.kill(self.process_id, signal.SIGTERM)
            until = time.monotonic() + PATIENCE
            while not _has_ended(self.process_id, os.WNOHANG) and time.monotonic() < until:
                time.sleep(0.05)


def _has_ended(process_id: int, how: int) -> bool:
    """Whether a child has ended; with 0 for `how`, wait until it has."""
    try:
        return os.waitpid(process_id, how)[0] == process_id
    except ChildProcessError:
        return True


class Server(BaseApplication):
    """gunicorn, set up in code: no file of settings, and no line in a log for each request (addresses tell things)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.background = BackgroundProcess(settings)
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn where to listen, with how many workers, and what to do when it is ready and when it ends."""
        chosen: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.workers,
            "worker_class": "sync",
            "preload_app": False,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "clywed",
            "timeout": 60,
            "graceful_timeout": 10,
            "control_socket_disable": True,
            "when_ready": self._ready,
            "on_exit": lambda _server: self.background.stop(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application of one worker, made in the worker itself."""
        from portal import create_app

        return create_app(self.settings)

    def _ready(self, server: Any) -> None:
        self.background.start([listener.fileno() for listener in server.LISTENERS])
        sys.stdout.write(f"Clywed is ready: http://{self.settings.host}:{self.settings.port}\n")
        sys.stdout.flush()
