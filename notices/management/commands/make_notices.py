"""Makes synthetic public notices, so that a site of 100,000 can be measured."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notices.management.progress import Progress
from notices.management.synthetic.rows import publish_papers
from notices.management.synthetic.texts import paper
from notices.models import Notice, User

BATCH = 500


class Command(BaseCommand):
    help = "生成 N 份测试用的已发布通知，供测速；只许用在演示站点，不能撤回。"

    def add_arguments(self, parser):
        parser.add_argument("many", metavar="N", type=int)

    def handle(self, *, many, **options):
        user = self._author(many)
        last, first = timezone.now(), Notice.objects.count() + 1
        starts = range(first, first + many, BATCH)
        progress = Progress(self.stderr, len(starts))
        for start in starts:
            numbers = range(start, min(start + BATCH, first + many))
            progress.step(f"第 {start} 份起")
            publish_papers([paper(number, last) for number in numbers], user)
        progress.clear()
        self.stdout.write(self.style.SUCCESS(f"已生成 {many} 份测试通知。"))

    def _author(self, many: int) -> User:
        if many < 1:
            raise CommandError("N 是要生成的份数，至少是 1。")
        if not settings.DEMO_MODE:
            raise CommandError("测试通知只许放在演示站点，而 ALLOWED_HOSTS 里有对外的域名。")
        user = User.objects.order_by("pk").first()
        if user is None:
            raise CommandError("还没有用户，请先运行 manage.py quickstart。")
        return user
