"""Settings, read once from the environment, typed, and handed on by those who wire the house."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from environs import Env


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two parliaments running the same code."""

    database_url: str
    secret_key: str
    secret_key_fallbacks: tuple[str, ...] = ()
    origin: str = "parliament.local"  # the name of the record, for ever: choose it before founding
    base_url: str = "http://127.0.0.1:8000"
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    origins: tuple[str, ...] = ()
    redis_url: str | None = None
    signer: str | None = None  # the socket of a signer that is a process of its own; without one the house signs itself
    proxies: int = 0
    sockets: int = 96  # in one process; each holds a thread, so fewer than there are
    async_mode: str = "threading"  # or "gevent", where the whole process is
    connections: int | None = None  # of one process to PostgreSQL, at most; none said: its share of what there are
    demo: bool = False

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def limits_storage(self) -> str:
        return self.redis_url or "memory://"

    @property
    def socket_origins(self) -> tuple[str, ...]:
        """Where pages that open sockets come from: this parliament's own address unless more are named."""
        return self.origins or (self.base_url.rstrip("/"),)


def read_settings(*, home: Path | None = None, **known: object) -> Settings:
    """Settings from `PARLIAMENT_…` and `DATABASE_URL`, `REDIS_URL`; what is `known` already wins."""
    env = Env()
    with env.prefixed("PARLIAMENT_"):
        found = {
            "secret_key": env.str("SECRET_KEY", ""),
            "secret_key_fallbacks": tuple(env.list("SECRET_KEY_FALLBACKS", [])),
            "origin": env.str("ORIGIN", "parliament.local"),
            "base_url": env.str("BASE_URL", "http://127.0.0.1:8000"),
            "trusted_hosts": tuple(env.list("TRUSTED_HOSTS", ["127.0.0.1", "localhost"])),
            "origins": tuple(env.list("ORIGINS", [])),
            "proxies": env.int("PROXIES", 0),
            "connections": env.int("CONNECTIONS", 0) or None,
            "signer": env.str("SIGNER", "") or None,
            "demo": env.bool("DEMO", False),
        }
        home = home or Path(env.str("HOME", "var"))
    found["database_url"] = env.str("DATABASE_URL", f"sqlite:///{(home / 'parliament.db').absolute()}")
    found["redis_url"] = env.str("REDIS_URL", "") or None
    merged = found | {key: value for key, value in known.items() if value is not None}
    merged["secret_key"] = merged["secret_key"] or _kept_secret(home)
    return Settings(**merged)  # type: ignore[arg-type]


def _kept_secret(home: Path) -> str:
    """The key that signs cookies; without one in the environment it is made once and kept beside the database."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
