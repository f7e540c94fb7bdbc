"""批注 and 修改建议: what is said of a place, and what one click of an editor makes of it."""

import pytest

from notices.integrity.verifying import first_lie
from notices.models import Comment, Event, SubmissionEnd, Suggestion
from notices.rich_text import replace_once

from .making import editor, gone_for_good, make_notice, person, publisher, refusal_of
from .reviewing import approve, changed, reviewer, site_asks, submitted


@pytest.mark.django_db
def test_a_comment_is_on_a_section_or_on_the_whole_text():
    notice = make_notice(sections=2)
    notice.comment(reviewer(), "请核对第二项的依据。", section=2)
    notice.comment(publisher(), "附件还没有。")
    assert list(Comment.objects.values_list("section", "text", "made_by__username")) == [
        (2, "请核对第二项的依据。", "reviewer"),
        (None, "附件还没有。", "publisher"),
    ]
    assert Event.objects.first().verb == Event.Verb.COMMENTED
    assert refusal_of(notice.comment, reviewer(), "请核对。", section=3) == [
        "没有这一节，请刷新后再批注。"
    ]
    assert refusal_of(notice.comment, reviewer(), " ") == ["请写批注。"]


@pytest.mark.django_db
def test_a_comment_does_not_cost_a_reviewer_the_right_to_approve():
    site_asks()
    notice = submitted()
    notice.comment(reviewer(), "可以。")
    assert approve(notice).step == 1


@pytest.mark.django_db
def test_a_comment_is_settled_by_who_made_it_or_by_a_reviewer_and_once():
    notice = make_notice()
    comment = notice.comment(publisher(), "请核对。")
    assert refusal_of(notice.settle_comment, editor(), comment) == ["批注由提出人或审核人办结。"]
    notice.settle_comment(publisher(), comment)
    assert refusal_of(notice.settle_comment, reviewer(), comment) == ["这条批注已经办结。"]
    assert refusal_of(make_notice().settle_comment, reviewer(), comment) == ["没有这条批注。"]


@pytest.mark.django_db
def test_open_comments_stop_the_last_approval_and_publishing_where_the_site_says_so():
    site_asks(2, open_comments_block=True)
    notice = submitted()
    comment = notice.comment(reviewer(), "请核对。")
    approve(notice)
    still = ["还有 1 条批注没有办结。"]
    assert refusal_of(approve, notice, reviewer(2)) == still
    notice.settle_comment(reviewer(), comment)
    approve(notice, reviewer(2))
    later = notice.comment(publisher(), "再核对一次。")
    assert refusal_of(notice.publish, publisher()) == still
    notice.settle_comment(publisher(), later)
    notice.publish(publisher())


@pytest.mark.django_db
def test_a_suggestion_changes_nothing_until_an_editor_takes_it():
    notice = make_notice()
    before = notice.working_digest()
    suggestion = notice.suggest(reviewer(), "body", "内容", "要求", section=1, reason="更准确。")
    assert notice.working_digest() == before
    notice.take_suggestion(editor(), suggestion)
    assert notice.sections.get().body == "<p>第1项安排的要求。</p>"
    event = Event.objects.first()
    assert (event.verb, event.actor_name) == (Event.Verb.SUGGESTION_TAKEN, "editor")
    assert event.digest == notice.working_digest() != before


@pytest.mark.django_db
def test_taking_a_suggestion_before_reviewers_submits_the_new_text_at_once():
    site_asks(2)
    notice = submitted()
    approve(notice, reviewer(2))
    suggestion = notice.suggest(reviewer(), "title", "春季", "今春")
    notice.take_suggestion(editor(), suggestion)
    ended, standing = SubmissionEnd.objects.get(), notice.submission_under_review()
    assert (ended.how, standing.digest) == ("changed", notice.working_digest())
    assert notice.approvals_given(standing) == []
    # Whose words they are does not count: the editor answers for them.
    approve(notice, reviewer())
    approve(notice, reviewer(2))
    notice.publish(publisher())
    assert first_lie() is None


@pytest.mark.django_db
def test_who_takes_a_suggestion_has_edited_the_text():
    site_asks()
    two_posts = person("reviewer", "two-posts")
    two_posts.groups.add(*editor().groups.all())
    notice = submitted()
    notice.take_suggestion(two_posts, notice.suggest(reviewer(), "title", "春季", "今春"))
    assert refusal_of(approve, notice, two_posts) == [
        "您是这一稿的编辑或送审人，不能审核，请由别人审核。"
    ]


@pytest.mark.django_db
def test_a_suggestion_names_words_that_stand_once_in_one_place():
    notice = make_notice(preamble="<p>植树，植<strong>树</strong>。</p>")

    def refused(field, old, new="种树", section=None):
        return refusal_of(notice.suggest, reviewer(), field, old, new, section=section)

    nowhere = ["原文在这个位置找不到，或者不止一处；请多写几个字。"]
    assert refused("preamble", "植") == nowhere
    assert refused("preamble", "strong") == nowhere
    assert refused("preamble", "造林") == nowhere
    assert refused("heading", "安排", section=9) == nowhere
    assert refused("heading", "安排") == ["请选择修改建议的位置。"]
    assert refused("made_by", "安排") == ["请选择修改建议的位置。"]
    assert refused("title", "春季", "春季") == ["请写要改的原文和改成的文字，两样不能相同。"]
    assert Suggestion.objects.count() == 0


@pytest.mark.django_db
def test_a_suggestion_whose_words_have_changed_since_is_not_taken():
    notice = make_notice()
    suggestion = notice.suggest(reviewer(), "title", "春季", "今春")
    notice.title = notice.title.replace("春季", "秋季")
    notice.save()
    notice.record_saved(editor())
    assert refusal_of(notice.take_suggestion, editor(), suggestion) == [
        "建议里的原文已经有改动，请照现在的文字处理。"
    ]


@pytest.mark.django_db
def test_a_suggestion_is_dealt_with_once():
    notice = make_notice()
    suggestion = notice.suggest(reviewer(), "title", "春季", "今春")
    assert refusal_of(notice.decline_suggestion, reviewer(), suggestion) == [
        "您没有修改通知的权限。"
    ]
    notice.decline_suggestion(editor(), suggestion, reason="原文用语。")
    done = ["这条修改建议已经处理过。"]
    assert refusal_of(notice.take_suggestion, editor(), suggestion) == done
    assert refusal_of(notice.decline_suggestion, editor(), suggestion) == done
    assert str(Suggestion.objects.get()) == "“春季”改为“今春”"


@pytest.mark.django_db
def test_a_suggested_text_is_cleaned_like_any_other():
    notice = make_notice()
    suggestion = notice.suggest(reviewer(), "body", "内容", "<script>x</script>&", section=1)
    notice.take_suggestion(editor(), suggestion)
    assert "<script>" not in notice.sections.get().body


@pytest.mark.django_db
def test_a_draft_goes_with_its_remarks():
    notice = make_notice()
    notice.comment(reviewer(), "请核对。")
    notice.suggest(reviewer(), "title", "春季", "今春")
    gone_for_good(changed(notice))
    assert (Comment.objects.count(), Suggestion.objects.count()) == (0, 0)
    assert first_lie() is None


@pytest.mark.parametrize(
    ("html", "old", "new", "expected"),
    [
        ("<p>甲乙</p>", "甲", "丙", "<p>丙乙</p>"),
        ("<p>甲甲</p>", "甲", "丙", None),
        ("<p>甲</p><p>甲</p>", "甲", "丙", None),
        ("<p>甲<em>乙</em></p>", "甲乙", "丙", None),
        ('<p><a href="https://example.cn/p">页</a></p>', "p", "q", None),
        ("<p>A&amp;B</p>", "A&B", "A<B", "<p>A&lt;B</p>"),
        ("<p>甲</p>", "", "丙", None),
        ("<p>甲乙</p>", "甲", "", "<p>乙</p>"),
    ],
)
def test_words_of_html_are_replaced_where_they_stand_once(html, old, new, expected):
    assert replace_once(html, old, new) == expected
