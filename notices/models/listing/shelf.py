"""A shelf: where a release stands in the lists of its topic, its kind and each of its issuers.

Derived when the release is made, as passages are when the edition is, so no Event speaks for it;
what readers see of a shelf, `Release.objects.public()` says when they ask.
"""

from collections.abc import Iterable, Iterator

from django.db import models

from ..vocabulary import Issuer


class ShelfManager(models.Manager):
    def write(self, releases: Iterable) -> None:
        """Last step of releasing: the shelves of releases, whose editions have their payloads.

        An issuer's number is the one that bears the name now, so that it is found here under
        whatever name it bears later.
        """
        releases = list(releases)
        names = {name for release in releases for name in _issuers(release)}
        numbers = dict(Issuer.objects.filter(name__in=names).values_list("name", "pk"))
        self.bulk_create(
            self.model(
                release=release,
                payload_id=release.edition_id,
                first_live_at=release.first_live_at,
                sort=sort,
                value=value,
            )
            for release in releases
            for sort, value in _places(release, numbers)
        )

    def forget(self, edition) -> None:
        """Part of erasing: the database lets no payload go before its shelves."""
        self.filter(payload=edition.pk).delete()


class Shelf(models.Model):
    """One release on one shelf; lists of a shelf follow its index, however long they are."""

    class Sort(models.TextChoices):
        TOPIC = "topic", "主题"  # by its number
        KIND = "kind", "文种"  # by its code
        ISSUER = "issuer", "发文机关"  # by its number
        NAME = "name", "发文机关名称"  # as the edition says it

    # The unique index below begins with the release.
    release = models.ForeignKey(
        "notices.Release", models.PROTECT, related_name="shelves", db_index=False
    )
    payload = models.ForeignKey("notices.EditionPayload", models.PROTECT, related_name="shelves")
    sort = models.CharField(max_length=6, choices=Sort.choices)
    value = models.CharField(max_length=100)
    first_live_at = models.DateTimeField()

    objects = ShelfManager()

    class Meta:
        verbose_name = verbose_name_plural = "归类"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "sort", "value"], name="shelf_once")
        ]
        indexes = [
            models.Index(fields=["sort", "value", "-first_live_at", "-release"], name="shelf_list")
        ]


def _issuers(release) -> list[str]:
    return [name for name in release.edition.payload.issuers.split("\n") if name]


def _places(release, numbers: dict[str, int]) -> Iterator[tuple[str, str]]:
    payload, names = release.edition.payload, dict.fromkeys(_issuers(release))
    yield Shelf.Sort.KIND, payload.kind
    if payload.topic_number:
        yield Shelf.Sort.TOPIC, str(payload.topic_number)
    for name in names:
        yield Shelf.Sort.NAME, name
        if name in numbers:
            yield Shelf.Sort.ISSUER, str(numbers[name])
