"""manage.py quickstart: a site that can be opened at once, for a demo or for real."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from notices.models import User
from site_config.quickstart import first_content
from site_config.quickstart.accounts import demo_accounts, first_administrator
from site_config.quickstart.demo.building import build


class Command(BaseCommand):
    help = "建立数据库、岗位和演示站点；--empty 建立没有演示内容的真实站点。可以重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="真实站点：只建一个管理员账号")

    def handle(self, *, empty, **options):
        if not (empty or settings.DEMO_MODE):
            raise CommandError(
                "演示用户只许在本机使用，而 ALLOWED_HOSTS 里有对外的域名。"
                "建立真实站点请运行 manage.py quickstart --empty。"
            )
        self.stdout.write("建立数据库和岗位……")
        call_command("migrate", interactive=False, verbosity=0)
        accounts = self.real_site() if empty else self.demo_site()
        self.print_accounts(accounts)

    def demo_site(self):
        if User.objects.exists() and not User.objects.filter(demo=True).exists():
            raise CommandError("这里已经是真实站点，不加入演示内容。看演示请换一个 DATA_DIR。")
        accounts = demo_accounts()
        if first_content.lay(first_content.DEMO):
            self.stdout.write("建立站点信息、页脚、页面和用户调查。")
        self.stdout.write("建立演示通知……")
        added = build(self.stdout.write)
        self.stdout.write(f"新增 {added} 份演示通知。" if added else "演示通知已经齐全。")
        return accounts

    def real_site(self):
        if User.objects.filter(demo=True).exists():
            raise CommandError("这里已经是演示站点。建立真实站点请换一个 DATA_DIR。")
        try:
            account = first_administrator()
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"QUICKSTART_PASSWORD 不能用作密码：{reasons}") from None
        if first_content.lay(first_content.EMPTY):
            self.stdout.write("建立站点信息、页脚、页面和用户调查，请在后台改成本单位的。")
        return [account]

    def print_accounts(self, accounts):
        self.stdout.write(f"\n网站：{settings.SITE_URL}/\n后台：{settings.SITE_URL}/admin/\n")
        for account in accounts:
            self.stdout.write(f"  {account.username:<10} {account.password}  {account.roles}")
