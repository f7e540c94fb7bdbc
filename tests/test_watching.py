"""/metrics and the log: for who watches over the server, and for nobody else."""

import json
import logging

import pytest
from django.db import connection

from notices.views import answers
from site_config.starting.logging import REQUEST_NUMBER, JsonFormatter

from .making import published
from .test_page_cache import Answer, cache

__all__ = ["cache"]
FROM_HERE = {"REMOTE_ADDR": "127.0.0.1"}


def test_the_numbers_of_a_process_as_prometheus_reads_them(cache):
    path = f"/notices/{published().pk}/"
    for _ in range(3):
        Answer(cache, path)
    told = Answer(cache, "/metrics", **FROM_HERE)
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in told.body.decode().splitlines() if not line.startswith("#")]
    by_name = {line.partition("{")[0] + line.partition("from=")[2]: line for line in lines}
    assert [line.rpartition(" ")[2] for line in lines if "answers_total" in line] == ["2", "1", "1"]
    assert by_name["hongtou_kept_pages"].endswith(" 1")
    assert told.headers["cache-control"] == "no-store"


@pytest.mark.django_db
def test_only_this_machine_and_the_token_read_them(client, settings):
    assert client.get("/metrics").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
    assert client.get("/metrics", **elsewhere).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404
    bearer = {"Authorization": "Bearer "}
    assert client.get("/metrics", headers=bearer, **elsewhere).status_code == 404
    settings.METRICS_TOKEN = "a-token"
    bearer = {"Authorization": "Bearer a-token"}
    assert client.get("/metrics", headers=bearer, **elsewhere).status_code == 200


def said(caplog, client, path="/", **headers) -> list[logging.LogRecord]:
    caplog.clear()
    client.get(path, headers=headers)
    return [record for record in caplog.records if record.name == "site_config.slow"]


@pytest.mark.django_db
def test_queries_that_take_long_are_logged_without_their_values(client, settings, caplog):
    settings.SLOW_QUERY_MS = 1
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.create_function("instr", 2, slow_instr)
    published()
    records = said(caplog, client, "/search/?q=春季植树")
    assert records and "植树" not in "".join(record.getMessage() for record in records)
    settings.SLOW_QUERY_MS = 0
    assert said(caplog, client) == []


def slow_instr(text, part):
    sum(range(200_000))
    return (text or "").find(part) + 1


def test_a_line_of_json_tells_the_request():
    token = REQUEST_NUMBER.set("0123456789abcdef")
    try:
        record = logging.LogRecord("site", logging.ERROR, "", 0, "坏了：%s", ("盘",), None)
        told = json.loads(JsonFormatter().format(record))
    finally:
        REQUEST_NUMBER.reset(token)
    told.pop("time")
    assert told == {
        "level": "ERROR",
        "logger": "site",
        "message": "坏了：盘",
        "request": "0123456789abcdef",
    }


@pytest.mark.django_db
def test_what_is_logged_of_an_answer_has_the_number_of_its_request(client, caplog, monkeypatch):
    def lines(path):
        caplog.clear()
        number = client.get(path).headers["X-Request-ID"]
        told = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
        return [(line["message"], line.get("request") == number) for line in told]

    client.raise_request_exception = False
    assert lines("/nothing/") == [("Not Found: /nothing/", True)]
    path = f"/notices/{published().pk}/"
    monkeypatch.setattr(answers._public_at, "first", lambda *_: 1 / 0)
    assert lines(path) == [(f"Internal Server Error: {path}", True)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0123456789abcdef0123456789abcdef", True), ("x\ny", False), ("", False)],
)
def test_the_number_a_web_server_gives_is_taken_and_rubbish_is_not(client, given, is_taken):
    number = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (number == given) is is_taken
    assert len(number) >= 16
