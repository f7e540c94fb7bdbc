"""The set phrases of a kind (套语) on an empty 新建通知.

The form opens with those of the kind it opens with; where another kind is chosen, script puts in
that kind's at once, and without script the first save does, wherever they were left as they were.
"""

from .. import rich_text
from ..models import Kind
from ..models.vocabulary import DEFAULT_KIND

FIELDS = {"preamble": "引言", "closing": "结尾", "annotation": "附注", "scheme": "编号方案"}
RICH = {"preamble", "closing"}


def _phrases(kind: Kind) -> dict[str, str]:
    """Form fields and what a new notice of this kind begins with."""
    return {
        "preamble": rich_text.from_plain(kind.opening),
        "closing": rich_text.from_plain(kind.ending),
        "annotation": kind.annotation,
        "scheme": kind.scheme,
    }


def _kind(pk) -> Kind | None:
    kinds = Kind.objects.filter(pk=pk) if str(pk).isdecimal() else Kind.objects.none()
    return kinds.first()


def initial(pk=None) -> dict:
    """The first values of an empty form: for the kind asked for, or the usual one."""
    kind = _kind(pk) or Kind.objects.filter(code=DEFAULT_KIND).first()
    return {"kind": kind.pk, **_phrases(kind)} if kind else {}


def context(posted, form) -> dict:
    """For the page: every kind's phrases, and the kind whose phrases stand in the form."""
    return {
        "phrases": {kind.pk: _phrases(kind) for kind in Kind.objects.all()},
        "phrases_of": posted.get("phrases_of") or form.initial.get("kind"),
    }


def follow_kind(notice, phrases_of: str | None) -> list[str]:
    """Gives an unsaved notice its own kind's phrases where another kind's were left untouched.

    `phrases_of` is the key of the kind whose phrases stood in the form. Returns sentences on
    what was changed.
    """
    offered = _kind(phrases_of)
    if offered is None or offered == notice.kind:
        return []
    before, after = _phrases(offered), _phrases(notice.kind)
    changed = [
        name
        for name in FIELDS
        if before[name] != after[name]
        and _text(name, getattr(notice, name)) == _text(name, before[name])
    ]
    for name in changed:
        setattr(notice, name, after[name])
    names = "、".join(FIELDS[name] for name in changed)
    return [f"文种是“{notice.kind}”，{names}已换成这个文种的套语，请核对。"] if changed else []


def _text(name: str, value: str) -> str:
    return rich_text.plain(value) if name in RICH else value.strip()
