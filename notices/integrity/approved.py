"""The proof that what went out had passed the desk: approvals and releases name one text."""

from collections.abc import Iterator

from ..models import Approval, LateReview, ReleaseBasis, SecrecyReview


def unapproved() -> Iterator[str]:
    """One sentence for each release whose basis does not bear what it claims."""
    related = ("release__edition", "submission", "secrecy_review")
    for basis in ReleaseBasis.objects.select_related(*related).order_by("pk").iterator(100):
        edition = basis.release.edition
        where = f"通知 {edition.notice_id} {edition}的"
        if basis.submission and basis.submission.digest != edition.digest:
            yield f"{where}送审稿与发布的内容不符。"
        if _people(basis) < basis.required:
            yield f"{where}审核意见少于 {basis.required} 份。"
        if basis.secrecy_review and not _says_open(basis.secrecy_review, edition.digest):
            yield f"{where}保密审查不是对发布的内容作的“可以公开”的结论。"
    for review in LateReview.objects.select_related("basis__release__edition").iterator():
        edition = review.basis.release.edition
        if review.digest != edition.digest:
            yield f"通知 {edition.notice_id} {edition}的补审意见与发布的内容不符。"


def _people(basis: ReleaseBasis) -> int:
    """How many approvals of this text there were, none by a person who had spoken before."""
    given = Approval.objects.filter(
        submission=basis.submission_id, digest=basis.release.edition.digest
    )
    spoken, counted = set(), 0
    for approval in given.select_related("delegation").order_by("step"):
        counted += not approval.people() & spoken
        spoken |= approval.people()
    return counted


def _says_open(review: SecrecyReview, digest: str) -> bool:
    return (review.conclusion, review.digest) == (SecrecyReview.Conclusion.OPEN, digest)
