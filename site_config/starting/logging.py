"""How the log is written: to the standard error, a line or a JSON object for each thing."""

import json
import logging
from contextvars import ContextVar

# The number of the request that is being answered; a web server before us may give it.
REQUEST_NUMBER: ContextVar[str] = ContextVar("request_number", default="")


class JsonFormatter(logging.Formatter):
    """One object a line: time, level, logger, message, request, and a traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": REQUEST_NUMBER.get() or _number_of(record),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)


def _number_of(record: logging.LogRecord) -> str:
    """What Django logs of an answer comes when the request is over, and brings it along."""
    return getattr(getattr(record, "request", None), "number", "")


def without_traceback(record: logging.LogRecord) -> bool:
    """A wrong Host is no fault of ours: one line is enough."""
    record.exc_info = None
    return True


def logging_of(form: str) -> dict:
    """Django's LOGGING; `form` is line or json."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": JsonFormatter},
        },
        "filters": {
            "one_line": {"()": "django.utils.log.CallbackFilter", "callback": without_traceback}
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "loggers": {"django.security.DisallowedHost": {"filters": ["one_line"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
