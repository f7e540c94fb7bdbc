"""The OpenAPI 3.1 description of what machines may ask."""

import json
from pathlib import Path

_DESCRIPTION = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))


def description(site: str) -> dict:
    """The description, as the site at this address gives it."""
    return _DESCRIPTION | {"servers": [{"url": site}]}
