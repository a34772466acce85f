"""The web server: gunicorn with sync workers, and one background worker beside them that starts and stops with it."""

import logging
import os
import subprocess
import sys
import threading
from typing import Any

from gunicorn.app.base import BaseApplication

from portal.config import Settings

log = logging.getLogger("clywed.serving")


class BackgroundProcess:
    """The background worker as a child process; started again if it ends before it is told to."""

    def __init__(self, settings: Settings) -> None:
        self.environment = {**os.environ, "CLYWED_DATA": str(settings.data)}
        self.stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and watch it."""
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self.stopping.is_set():
            self.process = subprocess.Popen([sys.executable, "-m", "portal.cli", "work"], env=self.environment)
            self.process.wait()
            if not self.stopping.wait(1):
                log.warning("the background worker ended, and is started again")

    def stop(self) -> None:
        """Tell it to stop, and wait until it has, for ten seconds at most."""
        self.stopping.set()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()


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
            "when_ready": lambda _server: self._ready(),
            "on_exit": lambda _server: self.background.stop(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application of one worker, made in the worker itself."""
        from portal import create_app

        return create_app(self.settings)

    def _ready(self) -> None:
        self.background.start()
        sys.stdout.write(f"Clywed is ready: http://{self.settings.host}:{self.settings.port}\n")
        sys.stdout.flush()
