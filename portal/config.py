"""Settings: from the environment only, checked at start, each listed in the README with its default."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accessibility import symbol_set, voices
from accessibility.symbol_set import BadSymbols, SymbolSet
from content import overlay
from content.overlay import BadContent

HERE = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class BadSetting(Exception):
    """A setting in the environment that can't be used; names the setting and what it may be."""


@dataclass(frozen=True)
class Settings:
    """What the portal needs to know about where it runs. Times in minutes, sizes in bytes."""

    data: Path = HERE / "var"
    database_url: str = ""
    redis_url: str = ""
    demo: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    council: str = "Cyngor Esiampl Council"
    exit_address: str = "https://www.bbc.co.uk/weather"
    idle_minutes: int = 30
    longest_minutes: int = 720
    proxies: int = 0
    voices: tuple[tuple[str, str], ...] = tuple(sorted(voices.DEFAULT.items()))
    symbols: SymbolSet | None = field(default=None, repr=False)
    content: Mapping[str, dict[str, Any]] = field(default_factory=dict, repr=False)
    secret_key: str = field(default="", repr=False)

    @property
    def database(self) -> str:
        """The database's address for SQLAlchemy: the one given, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'clywed.sqlite'}"

    @property
    def plain_http(self) -> bool:
        """True only for the demo on this machine: there alone do cookies drop `__Host-` and Secure."""
        return self.demo and self.host in LOOPBACK


def _whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name, "") or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise BadSetting(f"{name} must be a whole number from {least} to {most}")
    return int(text)


def _yes(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "") or "0"
    if text not in ("0", "1"):
        raise BadSetting(f"{name} must be 1 (yes) or 0 (no)")
    return text == "1"


def _voices(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    try:
        return voices.chosen(values.get("CLYWED_VOICES", ""))
    except ValueError as error:
        raise BadSetting(f"CLYWED_VOICES: {error}") from None


def _symbols(values: Mapping[str, str]) -> SymbolSet | None:
    """The council's own pictures, read and checked; None where only ours are shown."""
    folder = values.get("CLYWED_SYMBOLS", "")
    try:
        return symbol_set.load(Path(folder)) if folder else None
    except BadSymbols as error:
        raise BadSetting(f"CLYWED_SYMBOLS names a folder of pictures that can't be used:\n{error}") from error


def _content(values: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The council's own words and forms, read and checked; {} where only ours are used."""
    folder = values.get("CLYWED_CONTENT", "")
    try:
        return overlay.read(Path(folder)) if folder else {}
    except BadContent as error:
        raise BadSetting(f"CLYWED_CONTENT names a folder of words that can't be used:\n{error}") from error


def _kept_secret(data: Path) -> str:
    """The key that signs tokens: made once, readable by the owner only. BadSetting where it can't be kept."""
    try:
        return _read_or_made(data, data / "secret-key")
    except OSError as error:
        raise BadSetting(f"{data} can't be used ({error.strerror})") from error


def _read_or_made(data: Path, path: Path) -> str:
    """The key in a file; a new one where there is no file."""
    if not path.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_secret(path)
    key = path.read_text()
    if not key:
        raise BadSetting(f"{path} is empty: put it back from a backup, or delete it if nothing was ever kept here")
    return key


def _make_secret(path: Path) -> None:
    """A new key, which is whole when it is there; where another process was quicker, its key stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def settings_from(values: Mapping[str, str]) -> Settings:
    """Settings from environment variables. Raises BadSetting for one that can't be used."""
    data = Path(values.get("CLYWED_DATA", "") or HERE / "var").resolve()
    settings = Settings(
        data=data,
        database_url=values.get("DATABASE_URL", ""),
        redis_url=values.get("REDIS_URL", ""),
        demo=_yes(values, "CLYWED_DEMO"),
        host=values.get("CLYWED_HOST", "") or "127.0.0.1",
        port=_whole(values, "PORT", 8000, 1, 65535),
        workers=_whole(values, "CLYWED_WORKERS", 2, 1, 64),
        council=values.get("CLYWED_COUNCIL", "") or Settings.council,
        exit_address=values.get("CLYWED_EXIT", "") or Settings.exit_address,
        idle_minutes=_whole(values, "CLYWED_IDLE_MINUTES", 30, 1, 1440),
        longest_minutes=_whole(values, "CLYWED_LONGEST_MINUTES", 720, 1, 10080),
        proxies=_whole(values, "CLYWED_PROXIES", 0, 0, 5),
        voices=_voices(values),
        symbols=_symbols(values),
        content=_content(values),
        secret_key=values.get("CLYWED_SECRET_KEY", "") or _kept_secret(data),
    )
    if settings.demo and settings.host not in LOOPBACK:
        raise BadSetting("CLYWED_DEMO=1 is only for this machine: CLYWED_HOST must be 127.0.0.1")
    if settings.redis_url and not settings.redis_url.startswith(("redis://", "rediss://")):
        raise BadSetting("REDIS_URL must be an address like redis://HOST:6379/0")
    if not settings.exit_address.startswith("https://"):
        raise BadSetting("CLYWED_EXIT must be an https address")
    return settings
