"""Answers of the API held against its own description."""

import json
import re
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker

from notices.describing.description import description

DESCRIPTION = description("http://127.0.0.1:8000")
PATHS = DESCRIPTION["paths"]
FAILED = DESCRIPTION["components"]["responses"]["Failed"]


def told(client, address: str, status: int = 200, **headers) -> dict:
    """The value an address answers; the test fails where the description says otherwise."""
    response = client.get(address, **headers)
    assert (address, response.status_code) == (address, status)
    return conforming(address, response)


def conforming(address: str, response) -> dict:
    """The value of an answer, which is as described."""
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    value = json.loads(response.content)
    responses = operation(address)["responses"]
    described = responses.get(str(response.status_code)) or FAILED
    faults = _validator(json.dumps(described["content"]["application/json"]["schema"])).iter_errors(
        value
    )
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []
    return value


def operation(address: str) -> dict:
    """The described operation an address asks for."""
    path = address.partition("?")[0]
    (found,) = [shape for shape in PATHS if re.fullmatch(re.sub(r"\{\w+\}", r"\\d+", shape), path)]
    return PATHS[found]["get"]


@cache
def _validator(schema: str) -> Draft202012Validator:
    whole = json.loads(schema) | {"components": DESCRIPTION["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker(["date"]))
