"""Many files at once: each by itself, what is here already told, a list of 历史迁移 obeyed."""

import json
import re
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from notices.models import Event, Fingerprint, Notice, OldAddress, Original, Release

from .making import corrected, editor, person, published, publisher, refusal_of
from .newsroom import errors

pytestmark = pytest.mark.django_db


def text(number: int, title: str = "关于做好春季植树工作的通知") -> str:
    return (
        f"中共示例省委{title}\n示发〔2026〕{number}号\n各市委：\n"
        f"为做好第{number}项工作，现通知如下。\n一、抓紧备足苗木。各地要登记{number}次。\n"
        "特此通知。\n中共示例省委\n2026年3月1日\n"
    )


@pytest.fixture
def files(tmp_path):
    """Writes files; gives their folder."""

    def written(**texts):
        for name, content in texts.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("_", ".")).write_bytes(data)
        return tmp_path

    return written


class Terminal(StringIO):
    def isatty(self):
        return True


def run(*words, err=None) -> tuple[str, str, str]:
    """What a command printed, what it complained of, and how it ended."""
    out, err, end = StringIO(), err or StringIO(), ""
    try:
        call_command("import_notices", *map(str, words), stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        end = str(error)
    return out.getvalue(), err.getvalue(), end


# --- the command -------------------------------------------------------------------------


def test_a_bad_file_and_a_missing_one_do_not_stop_the_rest(files):
    editor()
    folder = files(a_txt=text(1), b_txt=b"\x00", c_txt=text(3))
    names = [folder / name for name in ("a.txt", "b.txt", "none.txt", "c.txt")]
    out, err, end = run(*names, "--by", "editor")
    assert [notice.doc_number for notice in Notice.objects.order_by("pk")] == [
        "示发〔2026〕1号",
        "示发〔2026〕3号",
    ]
    assert f"{names[2]}：没有这个文件。\n" in err
    assert (len(err.splitlines()), end) == (2, "2 个文件没有导入。")
    assert out.count("已存为通知") == 2


@pytest.mark.parametrize("again", [text(1), text(1).replace("，", ","), text(1) + "\n"])
def test_what_is_here_already_is_refused_and_taken_only_again(files, again):
    editor()
    folder = files(a_txt=text(1), b_txt=again)
    run(folder / "a.txt", "--by", "editor")
    _, err, end = run(folder / "b.txt", "--by", "editor")
    assert err == (
        f"{folder / 'b.txt'}：文号和全文与《中共示例省委关于做好春季植树工作的通知》（示发〔2026〕1号）"
        "相同，没有导入。确实要再导入一份，请加 --again。\n"
    )
    assert (end, Notice.objects.count()) == ("1 个文件没有导入。", 1)
    assert Event.objects.filter(verb=Event.Verb.IMPORTED).count() == 1
    run(folder / "b.txt", "--by", "editor", "--again")
    assert Notice.objects.count() == 2


def test_a_number_alone_or_a_text_alone_is_enough(files):
    editor()
    folder = files(
        a_txt=text(1),
        number_txt=text(2, "关于防汛的通知").replace("〔2026〕2号", "[2026] 1 号"),
        words_txt=text(1).replace("示发〔2026〕1号\n", ""),
        other_txt=text(2),
    )
    names = [folder / f"{name}.txt" for name in ("a", "number", "words", "other")]
    _, err, _ = run(*names, "--by", "editor")
    assert [line.partition("与")[0] for line in err.splitlines()] == [
        f"{names[1]}：文号",
        f"{names[2]}：全文",
    ]
    assert Notice.objects.count() == 2


def test_a_live_edition_counts_though_its_working_copy_has_changed(files):
    notice = published(doc_number="示发〔2026〕9号")
    notice.refresh_from_db()
    notice.doc_number = "示发〔2026〕10号"
    notice.save()
    notice.record_saved(editor())
    folder = files(a_txt=text(9))
    assert (
        "《中共示例省委关于做好春季植树工作的通知》" in run(folder / "a.txt", "--by", "editor")[1]
    )
    corrected(notice)
    assert run(folder / "a.txt", "--by", "editor")[2] == ""


def test_a_deleted_draft_is_here_no_more(files):
    folder, user = files(a_txt=text(1)), editor()
    run(folder / "a.txt", "--by", "editor")
    Notice.objects.get().discard(user)
    assert run(folder / "a.txt", "--by", "editor")[2] == ""


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(files):
    editor()
    folder = files(a_txt=text(1), b_txt=text(2))
    names = [folder / "a.txt", folder / "b.txt"]
    assert "█" in run(*names, "--dry-run", err=Terminal())[1]
    assert run(*names, "--dry-run")[1] == ""
    assert run(*names, "--dry-run", "--json", err=Terminal())[1] == ""
    assert run(names[0], "--dry-run", err=Terminal())[1] == ""


# --- moving in by command ----------------------------------------------------------------

LIST = "文件,发布时间,原地址\na.txt,2019-05-12,/a.html\nb.txt,2019-05-13T09:30,/b.html\n"


def test_one_file_is_moved_in_with_its_addresses(files):
    publisher()
    folder = files(a_txt=text(1))
    given = [
        "--published-on",
        "2019-05-12T09:30",
        "--old-address",
        "/a.html",
        "--old-address",
        "/b",
    ]
    out, err, end = run(folder / "a.txt", *given, "--by", "publisher")
    assert (err, end) == ("", "")
    notice = Notice.objects.get()
    assert f"已按历史迁移发布为通知 {notice.pk}" in out
    assert notice.first_published_on == "2019-05-12T01:30:00.000000Z"
    assert {row.address for row in OldAddress.objects.all()} == {"/a.html", "/b"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_list_moves_in_the_files_beside_it(files, encoding):
    publisher()
    folder = files(a_txt=text(1), b_txt=text(2), list_csv=LIST.encode(encoding))
    assert run("--moves", folder / "list.csv", "--by", "publisher")[1:] == ("", "")
    moved = Release.objects.public().newest_first()
    assert [release.edition.payload.doc_number for release in moved] == [
        "示发〔2026〕2号",
        "示发〔2026〕1号",
    ]


def test_a_list_can_be_used_again_until_all_its_files_are_out(files):
    user = publisher()
    folder = files(a_txt=text(1), b_txt=text(2).replace("2026年3月1日", ""), list_csv=LIST)
    _, err, end = run("--moves", folder / "list.csv", "--by", "publisher")
    draft = Notice.objects.get(signed_on=None)
    assert err == f"{folder / 'b.txt'}：已存为通知 {draft.pk}：还有 1 处必须修改。缺少成文日期。\n"
    assert end == "1 个文件已存为草稿，没有发布；改好以后可以用同一份清单再来一次。"
    draft.signed_on = "2026-03-01"
    draft.save()
    draft.record_saved(editor())
    out, err, end = run("--moves", folder / "list.csv", "--by", "publisher")
    assert f"已按历史迁移发布为通知 {draft.pk}" in out
    assert "/a.html”已经转到" in err and end == "1 个文件没有导入。"
    assert (Notice.objects.count(), Release.objects.public().count()) == (2, 2)
    assert refusal_of(draft.move_in, user, None)


def test_a_time_or_an_address_that_cannot_be_leaves_nothing_behind(files):
    publisher()
    rows = "文件,发布时间,原地址\na.txt,2999-05-12,/a.html\nb.txt,2019-05-12,/about/\n"
    folder = files(a_txt=text(1), b_txt=text(2), list_csv=rows)
    _, err, end = run("--moves", folder / "list.csv", "--by", "publisher")
    assert "原发布时间还没有到" in err and "“/about/”是本站自己的网址" in err
    assert (end, Notice.objects.count(), Original.objects.count()) == ("2 个文件没有导入。", 0, 0)


def test_an_editor_may_not_move_in(files):
    editor()
    folder = files(a_txt=text(1), list_csv="file,published_on,old_address\na.txt,2019-05-12,\n")
    _, err, _ = run("--moves", folder / "list.csv", "--by", "editor")
    assert (err, Notice.objects.count()) == (f"{folder / 'a.txt'}：您没有历史迁移的权限。\n", 0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请写要导入的文件，或者用 --moves 给出清单。"),
        (["a.txt", "--old-address", "/a"], "--old-address 要和 --published-on 一起用。"),
        (
            ["a.txt", "b.txt", "--published-on", "2019-05-12"],
            "--published-on 一次用于一个文件，多个文件请用 --moves 给出清单。",
        ),
        (["a.txt", "--published-on", "2019-02-30"], "“2019-02-30”：没有这一天，请核对。"),
        (
            ["a.txt", "--published-on", "2019-02-03", "--old-address", "a"],
            "原地址“a”要从 / 写起，例如 /art/2019/5/12/art_1_2345.html。",
        ),
        (["--moves", "none.csv"], "none.csv：没有这个文件。"),
        (
            ["--moves", "x.csv", "--published-on", "2019-05-12"],
            "用了 --moves，时间和原地址都写在清单里。",
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused_in_words(words, sentence):
    assert run(*words, "--dry-run")[2] == sentence


def test_a_list_that_is_wrong_names_line_and_column_and_nothing_is_done(files):
    publisher()
    folder = files(a_txt=text(1), list_csv="文件,发布时间,原地址\na.txt,2019-02-30\n")
    end = run("--moves", folder / "list.csv", "--by", "publisher")[2]
    assert end == f"{folder / 'list.csv'}：\n第 2 行“发布时间”：“2019-02-30”：没有这一天，请核对。"
    assert Notice.objects.count() == 0


def test_a_file_that_the_list_does_not_name_is_refused(files):
    folder = files(a_txt=text(1), c_txt=text(3), list_csv=LIST)
    end = run(folder / "a.txt", folder / "c.txt", "--moves", folder / "list.csv", "--dry-run")[2]
    assert end == f"清单里没有：{folder / 'c.txt'}。"


# --- the page ----------------------------------------------------------------------------


def send(client, *uploads, moves: str | bytes | None = None):
    given = {"file": [SimpleUploadedFile(name, data) for name, data in uploads]}
    if moves is not None:
        data = moves if isinstance(moves, bytes) else moves.encode()
        given["moves"] = SimpleUploadedFile("list.csv", data)
    return client.post(reverse("admin:notices_notice_import"), given, follow=True)


def table(response) -> list[tuple]:
    return [(row["file"], row["state"], row["notice"]) for _, row in response.context["rows"]]


def test_many_files_become_working_copies_and_a_table_says_what_became(desk):
    response = send(
        desk(editor()),
        ("a.txt", text(1).encode()),
        ("b.txt", b""),
        ("c.txt", text(1).encode()),
        ("d.txt", text(4).replace("2026年3月1日", "").encode()),
    )
    first, last = Notice.objects.order_by("pk")
    assert table(response) == [
        ("a.txt", "IMPORTED", first.pk),
        ("b.txt", "REFUSED", None),
        ("c.txt", "SAME", first.pk),
        ("d.txt", "IMPORTED", last.pk),
    ]
    body = response.content.decode()
    assert "共 4 个文件：2 个完成，2 个要您看一看。" in body
    assert f'<a href="{reverse("admin:notices_notice_change", args=[last.pk])}">' in body
    assert "相同，没有导入。" in body and "没有找到成文日期" in body
    assert "文件里没有文字" in body
    original = last.originals.get()
    review = reverse("admin:notices_notice_review", args=[last.pk, original.pk])
    assert re.findall(r'<a href="([^"]*)">核对导入</a>', body) == [review]


def test_the_table_stays_and_what_is_the_same_is_imported_by_a_tick(desk):
    client = desk(editor())
    send(client, ("a.txt", text(1).encode()), ("b.txt", text(1).encode()))
    address = reverse("admin:notices_notice_batch")
    assert client.post(address, {"again": "0"}, follow=True).status_code == 200
    assert Notice.objects.count() == 1
    response = client.post(address, {"again": ["1", "7", "x"]}, follow=True)
    second = Notice.objects.latest("pk")
    assert table(response)[1] == ("b.txt", "IMPORTED", second.pk)
    assert table(client.get(address)) == table(response)
    assert second.originals.get().file_name == "b.txt"


def test_one_file_that_is_here_already_is_shown_in_the_table(desk):
    client = desk(editor())
    response = send(client, ("a.txt", text(1).encode()))
    notice = Notice.objects.get()
    assert response.redirect_chain[-1][0].endswith(f"/{notice.pk}/change/")
    response = send(client, ("a.txt", text(1).encode()))
    assert table(response) == [("a.txt", "SAME", notice.pk)]
    response = client.post(reverse("admin:notices_notice_batch"), {"again": "0"}, follow=True)
    again = Notice.objects.latest("pk")
    assert again != notice and response.redirect_chain[-1][0].endswith(f"/{again.pk}/change/")


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"\x00", "这不是文本文件"), (b"", "文件里没有文字")]
)
def test_one_file_that_cannot_be_read_is_refused_on_the_form(desk, data, sentence):
    response = send(desk(editor()), ("a.txt", data))
    assert sentence in errors(response)


def test_the_page_says_what_it_takes_as_this_site_can(desk, settings):
    client, address = desk(editor()), reverse("admin:notices_notice_import")
    shown = []
    for settings.SOFFICE in ("", "/usr/bin/soffice"):
        page = client.get(address).content.decode()
        assert "纯文本（.txt），不超过 2 MB" in page
        shown.append(".wps" in page)
    assert shown == [False, True]


def test_too_many_files_are_refused_in_words(desk):
    response = send(desk(editor()), *[(f"{n}.txt", b"x") for n in range(201)])
    assert "一次最多 200 个文件，您选了 201 个" in errors(response)


def test_a_publisher_moves_in_by_a_list_and_only_so(desk):
    client = desk(publisher())
    page = client.get(reverse("admin:notices_notice_import")).content.decode()
    assert 'name="moves"' in page and 'name="text"' not in page
    refused = send(client, ("a.txt", text(1).encode()))
    assert "您没有导入通知的权限；历史迁移请同时选清单。" in errors(refused)
    response = send(
        client,
        ("a.txt", text(1).encode()),
        ("c.txt", text(3).encode()),
        moves=LIST.encode("gb18030"),
    )
    notice = Notice.objects.get()
    assert table(response) == [
        ("a.txt", "MOVED", notice.pk),
        ("c.txt", "REFUSED", None),
        ("b.txt", "REFUSED", None),
    ]
    body = response.content.decode()
    assert "清单里没有这个文件。" in body and "清单里有这个文件，没有选它。" in body
    assert client.get("/a.html")["Location"] == f"/notices/{notice.pk}/"


def test_an_editor_sees_nothing_of_moves(desk):
    client = desk(editor())
    page = client.get(reverse("admin:notices_notice_import")).content.decode()
    assert "历史迁移" not in page
    send(client, ("a.txt", text(1).encode()), moves=LIST)
    assert (Notice.objects.count(), Release.objects.count()) == (1, 0)


def test_a_list_that_is_wrong_is_told_line_by_line_on_the_form(desk):
    response = send(
        desk(publisher()), ("a.txt", text(1).encode()), moves="文件,发布时间,原地址\na.txt,x\n,y\n"
    )
    assert "第 2 行“发布时间”：“x”不是时间" in errors(response)
    assert "第 3 行“文件”：请填写文件名。" in errors(response)
    assert Notice.objects.count() == 0


def test_a_list_without_files_is_refused(desk):
    response = send(desk(publisher()), moves=LIST)
    assert "请选清单里写的文件，可以一次选多个。" in errors(response)


def test_two_files_of_one_name_are_not_told_apart(desk):
    rows = "文件,发布时间,原地址\n甲/a.txt,2019-05-12\n乙/a.txt,2019-05-13\n"
    response = send(desk(publisher()), ("a.txt", text(1).encode()), moves=rows)
    assert "分不清是哪一个" in response.content.decode()
    assert Notice.objects.count() == 0


def test_what_is_the_same_is_moved_in_by_a_tick_with_its_time_and_addresses(desk):
    client = desk(publisher())
    send(client, ("a.txt", text(1).encode()), moves=LIST)
    rows = "文件,发布时间,原地址\nb.txt,2019-05-13T09:30,/b.html\n"
    send(client, ("b.txt", text(1).encode()), moves=rows)
    response = client.post(reverse("admin:notices_notice_batch"), {"again": "0"}, follow=True)
    notice = Notice.objects.latest("pk")
    assert table(response) == [("b.txt", "MOVED", notice.pk)]
    assert notice.first_published_on == "2019-05-13T01:30:00.000000Z"
    assert notice.old_addresses.get().address == "/b.html"


def test_without_results_the_table_leads_back_to_the_import(desk):
    client = desk(editor())
    response = client.get(reverse("admin:notices_notice_batch"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:notices_notice_import")
    assert desk(person("reviewer")).get(reverse("admin:notices_notice_batch")).status_code == 403


def test_a_thousand_lines_with_one_file_are_answered(desk):
    rows = "文件,发布时间,原地址\n" + "".join(
        f"{n}.txt,2019-05-12,/{n}.html\n" for n in range(1000)
    )
    response = send(desk(publisher()), ("7.txt", text(7).encode()), moves=rows)
    told = table(response)
    assert (len(told), told[0][1]) == (1000, "MOVED")


def test_the_report_of_an_import_is_unchanged(files):
    line = json.loads(run(files(a_txt=text(1)) / "a.txt", "--dry-run", "--json")[0])
    assert (line["file"], line["doc_number"]) == ("a.txt", "示发〔2026〕1号")


def test_the_migration_gives_every_notice_that_was_there_its_fingerprints(files):
    editor()
    run(files(a_txt=text(1)) / "a.txt", "--by", "editor")
    published(doc_number="示发〔2026〕9号")
    columns = ("notice", "edition", "number", "text")
    made = set(Fingerprint.objects.values_list(*columns))
    Fingerprint.objects.all().delete()
    import_module("notices.migrations.0004_arriving").fill(apps, None)
    assert set(Fingerprint.objects.values_list(*columns)) == made
    assert len(made) == 3
