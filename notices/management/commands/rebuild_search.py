"""Makes the passages that search reads anew, from the payloads of all editions and their files."""

from django.core.management.base import BaseCommand
from django.db import transaction

from notices.management.progress import Progress
from notices.models import EditionPayload, Generation, Passage


class Command(BaseCommand):
    help = "重建检索：按每一版的内容和附件重新生成，缺少的阅读副本也一并生成；一版一版进行，不影响读者搜索和发布。"

    def handle(self, *args, **options):
        payloads = EditionPayload.objects.select_related("edition").order_by("pk")
        progress = Progress(self.stderr, payloads.count())
        for payload in payloads.iterator(chunk_size=100):
            progress.step(payload.title)
            Passage.objects.rewrite(payload)
        progress.clear()
        # What is kept of pages does not know yet what was made.
        with transaction.atomic():
            Generation.bump()
        count = Passage.objects.count()
        self.stdout.write(self.style.SUCCESS(f"检索已重建：{progress.done} 版，{count} 段。"))
