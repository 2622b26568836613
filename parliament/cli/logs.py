"""Logs: every line a JSON object on standard error, ours and the server's alike."""

import logging.config
import sys
from typing import Any

import structlog
from structlog.typing import Processor

STAMPS: list[Processor] = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def log_settings(*, quiet: bool = False) -> dict[str, Any]:
    """The standard library's logging, through which gunicorn speaks too."""
    level = "WARNING" if quiet else "INFO"
    plain = {"level": level, "handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*STAMPS, structlog.processors.format_exc_info],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "json"}},
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {"gunicorn.error": plain, "gunicorn.access": plain},
    }


def configure_logs(*, quiet: bool = False) -> None:
    """Send what the house says the same way as what the server says."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *STAMPS,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(log_settings(quiet=quiet))
