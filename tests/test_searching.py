"""Search on plain values: folding, grams, queries, passages, snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from notices import searching
from notices.searching import Piece, fold, marked, meant, read, snippet, texts
from notices.searching.pairs import asked, asked_of_heading, chunks, grams

from .payloads import payload

TEXTS = st.text(max_size=40) | st.text("防汛值班转移路线，。、 2026〔〕Aa", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("示组发〔2026〕7号", "示组发20267号"),
        ("示组发［２０２６］７號", "示组发20267号"),
        ("“两学一做”学习教育", "两学一做学习教育"),
        ("黨員幹部瞭解答覆，著力", "党员干部了解答复着力"),
        ("Ａｂ ㎏ é", "abkge"),
        ("①⑵Ⅲ", "12iii"),
        ("，。！\0\u202e\ud800😀", ""),
    ],
)
def test_only_letters_and_digits_are_compared_in_one_width_case_and_script(text, folded):
    assert fold(text) == folded


@given(TEXTS, TEXTS)
def test_a_part_of_a_text_folds_to_a_part_of_the_folded_text(first, second):
    assert fold(first + second) == fold(first) + fold(second)


@pytest.mark.parametrize("config", ["s2t", "s2tw"])
def test_a_word_of_two_characters_is_the_same_in_both_scripts(config):
    words = "乾坤 干部 后勤 里程 发文 头发 复查 答复 覆盖 了解 着力 著作 余款 范围 台账 制定 钟表"
    traditional = OpenCC(config).convert(words)
    assert [fold(word) for word in traditional.split()] == [fold(w) for w in words.split()]


@given(TEXTS.map(fold).filter(bool), TEXTS.map(fold))
def test_every_text_that_holds_a_term_has_its_grams(term, rest):
    assert set(asked(term)) <= set(grams(rest + term + rest))


def test_nothing_is_found_across_the_parts_of_a_text():
    assert grams("防汛\n值班") == ["值", "值班", "汛", "班", "防", "防汛"]


def test_what_stands_in_a_heading_is_held_once_more_and_apart():
    assert grams("防汛值班", "防汛") == ["《汛", "《防", "《防汛", *grams("防汛值班")]
    assert asked_of_heading("防汛值") == ["《汛值", "《防汛"]
    assert fold("《") == ""


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("转移路线", ["转移", "路线"]),
        ("转移路线图", ["转移", "路线", "线图"]),
        ("防汛", ["防汛"]),
        ("党", ["党"]),
    ],
)
def test_a_term_is_cut_into_words_of_two(term, words):
    assert chunks(term) == words


def test_blanks_keep_terms_apart_and_each_is_asked_once():
    query = read("  防汛　防汛 \t“值班” ，，\n")
    assert (query.text, query.terms, query.cut) == (
        "防汛 防汛 “值班” ，，",
        ("防汛", "值班"),
        False,
    )


@pytest.mark.parametrize("typed", ["OR", 'a" OR b', "NEAR(x)", "x*", "-y", "a:b", "(", "'; DROP"])
def test_operators_and_quotes_are_plain_text(typed):
    assert read(typed).terms == tuple(filter(None, map(fold, typed.split())))
    assert read(typed).text == typed


def test_what_is_too_long_is_cut_and_says_so():
    assert read("防" * 100) == searching.Query("防" * 100, ("防" * 100,), False)
    assert read("防" * 10_000) == searching.Query("防" * 100, ("防" * 100,), True)
    many = read(" ".join("甲乙丙丁戊己庚辛壬癸"))
    assert (many.terms, many.cut) == (tuple("甲乙丙丁戊己庚辛"), True)


def test_nobody_sees_turned_around_words_again():
    assert read("防\u202e汛\0").text == "防汛"


def test_one_wrong_character_is_guessed_from_what_is_there():
    assert meant("放汛值班", ["要做好防汛值班工作", "防汛值班和防汛值守"]) == ["防汛值班"]
    assert meant("防汛", ["防风"]) == []


def test_a_hit_is_marked_with_the_marks_inside_it():
    assert marked("开展“两学一做”学习教育。", ["两学一做学习教育"]) == (
        Piece("开展“"),
        Piece("两学一做”学习教育", hit=True),
        Piece("。"),
    )


def test_hits_that_touch_are_one():
    pieces = marked("防汛值班", ["防汛", "汛值班"])
    assert pieces == (Piece("防汛值班", hit=True),)


def test_a_snippet_stands_around_its_first_hit():
    text = "前" * 50 + "转移路线" + "后" * 100
    assert snippet(text, ["转移路线"]) == (
        Piece("……"),
        Piece("前" * 18),
        Piece("转移路线", hit=True),
        Piece("后" * 44),
        Piece("……"),
    )


def test_a_snippet_cuts_no_number_and_no_word_in_two():
    text = "2027年底" + "前" * 15 + "转移路线" + "后" * 42 + "Word2026版" + "后" * 50
    (cut, *pieces, _) = snippet("前" * 50 + text, ["转移路线"])
    assert cut == Piece("……")
    assert "".join(piece.text for piece in pieces) == text[: text.index("版")]
    endless = snippet("a" * 200, ["b"])
    assert endless == (Piece("a" * 66), Piece("……"))


def test_a_snippet_without_a_hit_is_the_start():
    assert snippet("甲。\n乙", ["丙"]) == (Piece("甲。 乙"),)
    assert snippet("", ["丙"]) == ()


@given(TEXTS, st.lists(TEXTS.map(fold).filter(bool), max_size=3))
def test_marking_changes_no_character(text, terms):
    assert "".join(piece.text for piece in marked(text, terms)) == text


def row(number, depth, label, heading, body="", run_in=False):
    return {
        "number": number,
        "depth": depth,
        "label": label,
        "heading": heading,
        "run_in": run_in,
        "body": body,
        "start": None,
        "unnumbered": not label,
        "typed": "",
    }


def test_a_passage_is_named_as_far_as_is_needed():
    rows = [
        row(1, 1, "二、", "抓好落实"),
        row(2, 2, "（三）", "照护重点人群。"),
        row(3, 3, "1.", "", "<p>当面讲清。</p>"),
        row(4, 4, "（1）", "", "<p>逐户登记。</p>"),
        row(5, 1, "", "附则"),
        row(6, 1, "", ""),
    ]
    found = texts(payload(sections=rows, scheme="official"))
    places = [(text.section, text.place) for text in found if text.section]
    assert places == [
        (1, "二、抓好落实"),
        (2, "二、（三）照护重点人群"),
        (3, "二、（三）照护重点人群　1."),
        (4, "二、（三）照护重点人群　1.（1）"),
        (5, "附则"),
        (6, "开头"),
    ]


def test_the_title_block_comes_first_and_what_says_nothing_is_no_passage():
    given = payload(sections=[], preamble="", closing="<p>特此通知。</p>", signature="")
    found = texts(given)
    assert [(text.order, text.place) for text in found] == [(0, ""), (2, "结尾")]
    assert found[0].head == "\n".join(
        filter(None, map(fold, [given["title"], given["doc_number"]]))
    )
