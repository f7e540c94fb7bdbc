"""What a save does that comes too late: both texts are shown until every part is chosen."""

import json
from dataclasses import dataclass, replace

from django.http import QueryDict

from ...models import Event, Notice
from .comparing import BOTH, MINE, THEIRS, Difference, differences, name_of
from .merging import Merging
from .snapshot import Snapshot, saved_snapshot, typed_snapshot
from .submitted import Submitted, submitted

# The fields of the form this module reads beside its own texts.
SEEN_VERSION, SEEN_PARTS = "seen_version", "seen_parts"
COMPARED_VERSION, COMPARED, CHOICE = "compared_version", "compared", "choose-"


@dataclass(frozen=True)
class Comparison:
    """Everything that differs, what was added and needs no choice, and who saved before."""

    version: int
    seen_parts: str
    saved: Event | None
    differences: list[Difference]
    added_by_me: list[str]
    added_by_them: list[str]

    @property
    def undecided(self) -> int:
        return sum(not difference.choice for difference in self.differences)

    def takes_theirs(self, key: str) -> bool:
        return any(part.key == key and part.choice == THEIRS for part in self.differences)


def meet(model_admin, request, notice: Notice) -> Comparison | None:
    """Nothing where the form is the newest, or every difference has been decided.

    `notice` is locked. Where all is decided, request.POST becomes what was chosen, seen at the
    present version; else it keeps my words, with the rows as they are now.
    """
    if request.POST.get(SEEN_VERSION) == str(notice.version):
        return None
    sent = submitted(model_admin, request, Notice.objects.get(pk=notice.pk))
    theirs = saved_snapshot(notice.pk, sent.formsets.values())
    comparison = _compare(sent, theirs, request.POST)
    was_shown = request.POST.get(COMPARED_VERSION) == str(notice.version)
    settled = not comparison.differences or (was_shown and not comparison.undecided)
    data = request.POST.copy()
    takes_theirs = comparison.takes_theirs if settled else lambda key: False
    Merging(sent, theirs, takes_theirs, settles=settled).rewrite(data, request.FILES)
    if settled:
        data[SEEN_VERSION] = str(notice.version)
    request.POST = data
    return None if settled else comparison


def _compare(sent: Submitted, theirs: Snapshot, post: QueryDict) -> Comparison:
    mine, seen = typed_snapshot(sent), _remembered(post)
    found = differences(mine, theirs, seen)
    version = theirs.notice.version
    rows = [row for prefix in sent.formsets for row in sent.staying(prefix) if row.pk is None]
    others = [
        row
        for prefix, saved in theirs.rows.items()
        for pk, row in saved.items()
        if pk not in mine.rows[prefix]
    ]
    return Comparison(
        version=version,
        seen_parts=json.dumps(seen),
        saved=theirs.notice.events.filter(verb=Event.Verb.SAVED).first(),
        differences=[replace(one, choice=_choice(one, post, version)) for one in found],
        added_by_me=[name_of(row.instance) for row in rows],
        added_by_them=[name_of(row) for row in others],
    )


def _choice(difference: Difference, post: QueryDict, version: int) -> str:
    """What was chosen; before anybody was asked, the side that alone changed the part."""
    if post.get(COMPARED_VERSION) != str(version):
        return "" if difference.changed_by == BOTH else difference.changed_by
    if difference.key not in post.getlist(COMPARED):
        # It was the same on both sides when the page was shown, so it was typed after that.
        return MINE
    chosen = post.get(f"{CHOICE}{difference.key}")
    return chosen if chosen in (MINE, THEIRS) else ""


def _remembered(post: QueryDict) -> dict:
    """Fingerprints by key, and orders as lists of numbers; whatever else was sent is left out."""
    try:
        seen = json.loads(post.get(SEEN_PARTS) or "{}")
        rows = seen.items()
    except (ValueError, AttributeError):
        return {}
    return {key: known for key, known in rows if _is_known(known)}


def _is_known(value) -> bool:
    if isinstance(value, list):
        return all(isinstance(number, int) for number in value)
    return isinstance(value, str)


def remembered_parts(notice: Notice, formsets) -> str:
    """What the form keeps of the text it is opened on."""
    return json.dumps(saved_snapshot(notice.pk, formsets).remembered())
