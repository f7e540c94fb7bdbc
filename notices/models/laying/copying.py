"""What of a notice may stand in another one: its text and parts, not what identifies it."""

from ... import rich_text

# Number, dates and index number name one document; relations and corrections say what it did.
OWN = {
    "doc_number": "",
    "signed_on": None,
    "effective_on": None,
    "index_number": "",
    "relations": [],
    "correction": None,
}


def as_new(payload: dict) -> dict:
    """The payload (format 1) of a new notice that says the same; its parts are numbered afresh."""
    numbers = {row["number"]: at for at, row in enumerate(payload["sections"], 1)}
    figures = [
        row | {"section": row["section"] and numbers[row["section"]]} for row in payload["figures"]
    ]

    def led(html: str) -> str:
        return rich_text.led_to(html, lambda number: numbers.get(number, rich_text.NOWHERE))

    return (
        payload
        | OWN
        | {
            "source": payload["source"] | {"address": "", "date": None},
            "imprint": payload["imprint"] | {"on": None},
            "preamble": led(payload["preamble"]),
            "closing": led(payload["closing"]),
            "sections": _numbered(
                [row | {"body": led(row["body"])} for row in payload["sections"]]
            ),
            "attachments": _numbered(payload["attachments"]),
            "figures": _numbered(figures),
        }
    )


def _numbered(rows: list[dict]) -> list[dict]:
    return [row | {"number": at} for at, row in enumerate(rows, 1)]
