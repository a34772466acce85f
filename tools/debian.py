"""Install the Debian packages that a purpose needs and this machine lacks.

    python3 tools/debian.py run|test|bench

Runs before there is a virtual environment, so it uses the standard library only. As root, or where `sudo` is, it
installs what is missing; otherwise it names what to ask for. Ends with 0 when everything is there, 1 when not.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

# WeasyPrint opens Pango and HarfBuzz, pyttsx3 opens espeak-ng, braille is by liblouis: shared libraries that no Python
# package holds. The plain letters on paper are Liberation Sans, drawn to the measures of Arial.
LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libespeak-ng1", "liblouis20")
LETTERS = ("fonts-liberation", "fonts-noto-core", "fonts-noto-color-emoji", "fonts-wqy-microhei")
RUN = (*LIBRARIES, "espeak-ng-data", "liblouis-data", *LETTERS)
# The browser of the journeys, what Playwright's own Node opens, the reader that looks into PDF files, and the checker
# of talking books with the Java that it runs on. Redis' server is one program with its tools.
POSTGRESQL = "postgresql-15"
LOOKING = ("chromium", "libatomic1", "poppler-utils", "epubcheck", "default-jre-headless")
TEST = (*RUN, *LOOKING, POSTGRESQL, "redis-tools")
PACKAGES = {"run": RUN, "test": TEST, "bench": (*TEST, "wrk")}
# What Debian's PostgreSQL looks into when it is installed.
NO_SERVER = "/etc/postgresql-common/createcluster.d/clywed-tests.conf"


def is_installed(package: str) -> bool:
    """Say whether dpkg holds `package` installed and whole."""
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package], capture_output=True, text=True
    )
    return answer.returncode == 0 and answer.stdout == "installed"


def missing_packages(purpose: str) -> list[str]:
    """Name what this machine lacks for `purpose`, one of PACKAGES."""
    missing = [package for package in PACKAGES[purpose] if not is_installed(package)]
    # Debian's own Python leaves out what makes a virtual environment; other Pythons bring it.
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def install_packages(packages: list[str], become_root: list[str]) -> int:
    """Install `packages` and give apt's exit code; `become_root` is what to put before the command."""
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]  # a new machine may still be updating itself
    # A stale list is no reason to stop: the installation itself says what cannot be had.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL)
    with no_server(become_root) if POSTGRESQL in packages else nullcontext():
        chosen = [*apt, "install", "--no-install-recommends", *packages]
        return subprocess.run(chosen, stdin=subprocess.DEVNULL).returncode


@contextmanager
def no_server(become_root: list[str]) -> Iterator[None]:
    """Let Debian make no PostgreSQL server of the machine's own meanwhile: the tests start theirs."""
    subprocess.run([*become_root, "install", "-D", "/dev/stdin", NO_SERVER], input=b"create_main_cluster = false\n")
    try:
        yield
    finally:
        subprocess.run([*become_root, "rm", "-f", NO_SERVER])


def main(arguments: list[str]) -> int:
    """Do what the module's head says; `arguments` is the purpose alone."""
    if len(arguments) != 1 or arguments[0] not in PACKAGES:
        print(f"usage: python3 tools/debian.py {'|'.join(PACKAGES)}", file=sys.stderr)
        return 2
    if not shutil.which("dpkg-query"):
        print("This sets up Debian 12. Elsewhere, install the like of these and follow the Makefile:")
        print("  " + " ".join(PACKAGES[arguments[0]]))
        return 1
    missing = missing_packages(arguments[0])
    if not missing:
        return 0
    if os.geteuid() != 0 and not shutil.which("sudo"):
        print("These Debian packages are missing. Ask whoever looks after this machine for them:")
        print("  apt-get install --no-install-recommends " + " ".join(missing))
        return 1
    print("Installing Debian packages: " + " ".join(missing), flush=True)
    return 1 if install_packages(missing, [] if os.geteuid() == 0 else ["sudo"]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
