"""Recomputes the chain, the digests and the seals; names the first row that lies."""

from django.core.management.base import BaseCommand, CommandError

from notices.integrity.verifying import current_head, first_lie


class Command(BaseCommand):
    help = "核对记录链、版本摘要、文件和触发器；发现第一处不符即以 1 退出。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--head", metavar="SEQ:HASH", help="另行保管的链头，例如 128:3f2a…；能发现末尾被删。"
        )

    def handle(self, *args, head=None, **options):
        lie = first_lie(_head(head))
        if lie:
            raise CommandError(lie)
        self.stdout.write(self.style.SUCCESS(f"核对无误。链头 {current_head()}"))


def _head(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    seq, _, hash_ = text.partition(":")
    if not seq.isdigit() or len(hash_) != 64:
        raise CommandError("--head 的写法是 序号:64位校验值，例如 128:3f2a…。")
    return int(seq), hash_
