"""The import law: no label changes unseen, no character is lost, whatever the outline."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from notices.importing import ImportedNotice, read
from notices.numbering import SCHEMES, Entry, at_start, labels

WORDS = st.text("山水田林路桥村镇修建管护，、“”（）《》12a ", min_size=1, max_size=50)
PARAGRAPHS = WORDS.map(lambda words: f"修{words.strip()}。").filter(lambda text: not at_start(text))
HEADINGS = st.sampled_from(["修坝", "清淤与护岸", "落 实", "开展排查，消除隐患"])
LINES = st.one_of(PARAGRAPHS, HEADINGS, st.builds("{}。{}".format, HEADINGS, PARAGRAPHS))
BELOW = st.lists(PARAGRAPHS, max_size=2)
OUTLINES = st.lists(
    st.tuples(st.integers(1, 6), st.none() | st.integers(1, 40), LINES, BELOW),
    min_size=1,
    max_size=12,
)


def imported(text: str) -> ImportedNotice:
    return read(text.encode(), "通知.txt")


def spoken(text: str) -> str:
    """The characters of a text without its blanks."""
    return "".join(text.split())


def told(notice: ImportedNotice) -> str:
    """All that a notice without title block says, in order."""
    sections = "".join(section.label + section.whole_text() for section in notice.sections)
    return spoken("".join([notice.preamble or "", sections, notice.closing or ""]))


def shown_labels(notice: ImportedNotice) -> list[str]:
    return labels(notice.scheme or "official", notice.entries)


@given(st.sampled_from(sorted(SCHEMES)), OUTLINES, st.lists(PARAGRAPHS, max_size=2))
@settings(max_examples=300, deadline=None)
def test_no_import_changes_a_label_or_loses_a_character(scheme, outline, preamble):
    typed = labels(scheme, [Entry(depth, start) for depth, start, _, _ in outline])
    lines = [*preamble]
    for label, (_, _, text, below) in zip(typed, outline):
        assume(at_start(f"{label}　{text}") and at_start(f"{label}　{text}").text == label)
        lines += [f"{label}　{text}", *below]
    notice = imported("\n".join(lines))

    assert [section.label for section in notice.sections] == typed
    assert shown_labels(notice) == typed
    assert told(notice) == spoken("".join(lines))


@given(
    st.lists(st.sampled_from(["一、", "（二）", "3.", "第四章", "第五条", "①", "6.7"]), min_size=1)
)
@settings(max_examples=100, deadline=None)
def test_labels_of_any_mixture_are_shown_as_typed(typed):
    notice = imported("\n".join(f"{label} 修坝清淤。" for label in typed))

    assert shown_labels(notice) == typed
    assert [section.level for section in notice.sections] == [e.depth for e in notice.entries]
