"""The filters of the list; their choices come from small tables, never from the notices."""

from django.contrib.admin import SimpleListFilter
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from ...models import Issuer, Kind, NoticeIssuer, Topic, User
from ...models.desk.queues import DESK_STATES, awaiting, ending, in_desk_state, returned_to
from ...newsroom.waiting import SOON
from ...querysets import NOTICE_STATES, in_state

YEARS_BACK = 9


class Filter(SimpleListFilter):
    """One drop-down; an empty or unknown choice filters nothing."""

    def value(self):
        chosen = super().value()
        return chosen if chosen in {code for code, _ in self.lookup_choices} else None

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset if chosen is None else queryset.filter(self.condition(chosen))

    def condition(self, chosen: str) -> Q:
        """What a notice must fulfil, for one of the choices."""
        raise NotImplementedError


def _choices(request) -> dict[str, list[tuple[str, str]]]:
    """What every filter by a row may choose, each in its own order; asked once a request."""
    if not hasattr(request, "list_choices"):
        tables = {"kind": Kind, "topic": Topic, "issuer": Issuer}
        parts = [_named(model.objects, sort, F("name"), "order") for sort, model in tables.items()]
        full = Concat("last_name", "first_name", output_field=CharField())
        people = _named(User.objects, "person", full, Value(0), "username")
        found = {sort: [] for sort in [*tables, "person"]}
        for sort, _, user, key, name in sorted(people.union(*parts, all=True)):
            found[sort].append((str(key), name.strip() or user))
        request.list_choices = found
    return request.list_choices


def _named(rows, sort: str, name, order, user="") -> QuerySet:
    """(sort, order, username, number, name) of each row, which is how they stand in their order."""
    told = [Value(sort), order, user or Value(""), "pk", name]
    return rows.order_by().values_list(*told)


class RowFilter(Filter):
    """By a row of a small table that each notice names."""

    def lookups(self, request, model_admin):
        return _choices(request)[self.parameter_name]

    def condition(self, chosen):
        return Q(**{self.parameter_name: chosen})


class StateFilter(Filter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(NOTICE_STATES.items())

    def queryset(self, request, queryset):
        """What lies in the bin is shown to who asks for the bin alone."""
        shown = super().queryset(request, queryset)
        return shown if self.value() else shown.filter(binned_at=None)

    def condition(self, chosen):
        return in_state(chosen, timezone.now())


class DeskFilter(Filter):
    """By where a text is at the desk; two of the choices are about who asks."""

    title = "审核"
    parameter_name = "desk"
    OF_PERSON = {
        "mine": ("待我审核", lambda user: awaiting(user).values("notice")),
        "back": ("退回给我", lambda user: returned_to(user).values("submission__notice")),
    }

    def __init__(self, request, *args):
        self.user = request.user
        super().__init__(request, *args)

    def lookups(self, request, model_admin):
        mine = [(code, name) for code, (name, _) in self.OF_PERSON.items()]
        return [*mine, *DESK_STATES.items(), ("ending", "即将失效")]

    def condition(self, chosen):
        if chosen in self.OF_PERSON:
            _, numbers = self.OF_PERSON[chosen]
            return Q(pk__in=numbers(self.user).order_by())
        if chosen == "ending":
            now = timezone.now()
            return Q(pk__in=ending(now, now + SOON).order_by().values("notice"))
        return in_desk_state(chosen)


class KindFilter(RowFilter):
    title = "文种"
    parameter_name = "kind"


class TopicFilter(RowFilter):
    title = "主题"
    parameter_name = "topic"


class IssuerFilter(RowFilter):
    title = "发文机关"
    parameter_name = "issuer"

    def condition(self, chosen):
        return Q(pk__in=NoticeIssuer.objects.filter(issuer=chosen).order_by().values("notice"))


class YearFilter(Filter):
    title = "成文年份"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        now = timezone.localdate().year
        years = [(str(year), f"{year}年") for year in range(now, now - YEARS_BACK - 1, -1)]
        return [*years, ("earlier", "更早"), ("none", "没有日期")]

    def condition(self, chosen):
        if chosen == "none":
            return Q(signed_on=None)
        if chosen == "earlier":
            return Q(signed_on__year__lt=timezone.localdate().year - YEARS_BACK)
        return Q(signed_on__year=int(chosen))


class PersonFilter(Filter):
    title = "建立人"
    parameter_name = "person"

    def lookups(self, request, model_admin):
        me = str(request.user.pk)
        others = [one for one in _choices(request)["person"] if one[0] != me]
        return [(me, f"我（{request.user}）"), *others]

    def condition(self, chosen):
        return Q(made_by=chosen)


FILTERS = [StateFilter, DeskFilter, KindFilter, TopicFilter, IssuerFilter, YearFilter, PersonFilter]
