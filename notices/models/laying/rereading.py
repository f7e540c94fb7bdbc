"""重新识别: the kept original is read again as a person says, and laid over the working copy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ... import rich_text
from ...canonical import canonical_json
from ...importing import Choices, ImportedNotice, Role, Unreadable
from ...refusal import Refused
from ...whole_text.marks import lines_of
from ...whole_text.matching import match
from ..acting import Acting
from ..event import Event
from ..importing import kind_of
from ..payload import payload_of
from .references import refer_again
from .rows import lay

# Of one field each; what the reading has not stays where the editor wrote it.
_TEXTS = ["title", "doc_number", "addressee", "signed_on", "signature", "annotation", "cc"]
_RICH_TEXTS = ["preamble", "closing"]


@dataclass(frozen=True)
class Plan:
    """What an original says as `choices` read it, and the payload (format 1) it would make.

    Sections and attachments that are new have number None.
    """

    read: ImportedNotice
    payload: dict


class Rereading(Acting):
    """The verb of a notice that was imported, and what it would do."""

    def read_again(self, original, choices: Choices) -> ImportedNotice:
        """What the original says as `choices` read it; nothing is saved.

        Raises importing.Unreadable, and Refused where the original's bytes are not there.
        """
        return self._laid(original, choices).read

    def plan_reread(self, original, choices: Choices) -> Plan:
        """What `reread` would lay; nothing is saved. Raises as `read_again`."""
        after = self._laid(original, choices)
        before = self._laid_last(original, choices, after)
        return Plan(after.read, _merged(payload_of(self), before, after))

    def new_original(self, user, file, file_name: str):
        """The original that a stored file would be; `reread` takes it, and only that saves it."""
        return self.originals.model(
            notice=self, file=file, file_name=file_name, report="{}", imported_by=user
        )

    def _laid_last(self, original, choices: Choices, after: "_Laid") -> "_Laid":
        """What the working copy was last laid from: `after` where that is the same, or gone."""
        last = self.originals.last() or original
        laid = choices_of(last)
        if (last.file_id, laid) == (original.file_id, choices):
            return after
        try:
            return self._laid(last, laid)
        except (Refused, Unreadable):
            return after

    def _laid(self, original, choices: Choices) -> "_Laid":
        data = _bytes(original)
        return _Laid(*type(self).objects.read_parts(data, original.file_name, choices))

    def reread(self, user, original, choices: Choices, *, version: int) -> ImportedNotice:
        """Replaces the text of the working copy by what the original says as `choices` read it.

        Sections and attachments that match keep their numbers, attachments their files; what the
        original does not say stays. Raises Refused, StaleVersion and importing.Unreadable.
        """
        with self.locked(version):
            for permission in ("notices.import_notice", "notices.change_notice"):
                self.refuse_without(user, permission)
            if original.notice_id != self.pk:
                raise Refused("这个文件不是这份通知的原件。")
            plan = self.plan_reread(original, choices)
            payload = plan.payload
            for parts, counter in (("sections", "section"), ("attachments", "attachment")):
                payload = payload | {parts: self._numbered_anew(counter, payload[parts])}
            lay(self, payload, user)
            self._keep_report(user, original, plan.read, choices)
        return plan.read

    def _numbered_anew(self, counter: str, rows: list[dict]) -> list[dict]:
        new = sum(row["number"] is None for row in rows)
        first = self.take_number(counter, new)
        numbers = iter(range(first, first + new))
        return [row if row["number"] else row | {"number": next(numbers)} for row in rows]

    def _keep_report(self, user, original, read: ImportedNotice, choices: Choices) -> None:
        """A row more for the same file: what each reading said stays to be compared."""
        chosen = _chosen_json(choices)
        self.originals.create(
            file=original.file,
            file_name=original.file_name,
            report=canonical_json(read.as_json() | {"choices": chosen}),
            imported_by=user,
        )
        Event.objects.record(
            Event.Verb.REREAD,
            user,
            notice=self,
            digest=self.working_digest(),
            file=original.file_name,
            sha256=original.file_id,
            repairs=read.repairs,
            choices=chosen,
        )

    def is_as_read(self) -> bool:
        """Whether nobody has changed the working copy since it was last read from an original."""
        readings = self.events.filter(verb__in=[Event.Verb.IMPORTED, Event.Verb.REREAD])
        last = readings.first()
        return last is not None and last.digest == self.working_digest()


def choices_of(original) -> Choices:
    """What a person had decided when the original was last laid; nothing at its import."""
    chosen = json.loads(original.report).get("choices", {})
    roles = {at: (Role(role), depth) for at, role, depth in chosen.get("roles", [])}
    return Choices(roles=roles, without=chosen.get("without", []))


def _chosen_json(choices: Choices) -> dict:
    roles = [[at, str(role), depth] for at, (role, depth) in sorted(choices.roles.items())]
    return {"roles": roles, "without": sorted(choices.without)}


def _bytes(original) -> bytes:
    try:
        with original.file.open() as handle:
            return handle.read()
    except FileNotFoundError:
        raise Refused("原件的文件不见了，请告诉系统管理员。") from None


class _Laid:
    """One reading in the terms of a payload."""

    def __init__(self, read: ImportedNotice, fields: dict, rows: list[dict]):
        self.read = read
        signed_on, imprint_on = fields["signed_on"], fields["imprint_on"]
        self.texts = {name: fields[name] for name in _TEXTS + _RICH_TEXTS}
        self.texts["signed_on"] = signed_on.isoformat() if signed_on else None
        self.imprint = {
            "issuer": fields["imprint_issuer"],
            "on": imprint_on.isoformat() if imprint_on else None,
        }
        self.kind = kind_of(fields["title"])
        self.scheme = fields["scheme"]
        self.sections = [
            {"number": None, "label": "", "typed": row["typed_label"]} | row for row in rows
        ]
        for section in self.sections:
            del section["typed_label"]
        self.issuers = list(dict.fromkeys(read.issuers))


def _merged(now: dict, before: _Laid, after: _Laid) -> dict:
    """The working copy with the reading's words; `before` tells what is the editor's own."""
    texts = {name: _one(now[name], before.texts[name], after.texts[name]) for name in after.texts}
    for name in _RICH_TEXTS:
        texts[name] = _formatted(now[name], texts[name])
    imprint = {
        name: _one(now["imprint"][name], before.imprint[name], after.imprint[name])
        for name in now["imprint"]
    }
    sections = _sections(now["sections"], after.sections)
    kept = {section["number"] for section in sections}
    merged = (
        now
        | texts
        | {
            "imprint": imprint,
            "kind": _kind(now["kind"], before.kind, after.kind),
            "issuers": _one(now["issuers"], before.issuers, after.issuers),
            "absent": [name for name in now["absent"] if not texts[name]],
            "scheme": after.scheme if sections else now["scheme"],
            "sections": sections,
            "attachments": _attachments(now["attachments"], before, after),
            "figures": [_placed(figure, kept) for figure in now["figures"]],
        }
    )
    return refer_again(now, merged)


def _one(now, before, after):
    """The reading's value; where it has none, the editor's own, not what was read before."""
    return after or (after if now == before else now)


def _kind(now: dict, before, after) -> dict:
    if now["code"] != before.code:
        return now
    return {"code": after.code, "name": after.name, "red_head": after.red_head}


def _sections(now: Sequence[dict], read: Sequence[dict]) -> list[dict]:
    """The sections that were read, with the numbers of those they go on from."""
    places = match([lines_of(old) for old in now], [lines_of(new) for new in read])
    pairs = [(None if place is None else now[place], new) for place, new in zip(places, read)]
    return [new | _kept(old, new) if old else new for old, new in pairs]


def _kept(old: dict, new: dict) -> dict:
    """What stays of a section that was there: its number, and formatting of the same words."""
    same = all(old[name] == new[name] for name in ("heading", "run_in"))
    body = _formatted(old["body"], new["body"]) if same else new["body"]
    return {"number": old["number"], "body": body}


def _formatted(old: str, new: str) -> str:
    """The old HTML where it says the same and the new is plain paragraphs, else the new."""
    words = rich_text.plain(new)
    is_plain = new == rich_text.from_plain(words)
    return old if is_plain and rich_text.plain(old) == words else new


def _attachments(now: Sequence[dict], before: _Laid, after: _Laid) -> list[dict]:
    """Those that were read, with the files they have; a file that is there is never dropped."""
    left = {row["name"]: row for row in reversed(now)}
    empty = {"number": None, "sha256": None, "file_name": ""}
    rows = [left.pop(name, empty | {"name": name}) for name in after.read.attachments]
    numbers = {row["number"] for row in rows}
    stay = [row for row in now if row["sha256"] or row["name"] not in before.read.attachments]
    return rows + [row for row in stay if row["number"] not in numbers]


def _placed(figure: dict, sections: set) -> dict:
    if figure["section"] is None or figure["section"] in sections:
        return figure
    return figure | {"place": "closing", "section": None}
