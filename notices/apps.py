"""The newsroom and the reading room of notices."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import import_string


class NewsroomAdminConfig(admin_apps.AdminConfig):
    default = False
    # Outside the package `admin`, which registers on this very site when it is imported.
    default_site = "notices.newsroom.Newsroom"


class NoticesConfig(AppConfig):
    default = True
    name = "notices"
    verbose_name = "通知"

    def ready(self):
        # Named, not imported: they need the models, which are ready only now.
        pre_migrate.connect(import_string("notices.set_up.before_migrate"))
        post_migrate.connect(import_string("notices.set_up.after_migrate"))
        checks.register(import_string("notices.set_up.check_editor"), checks.Tags.security)
        checks.register(import_string("notices.set_up.check_seals"), checks.Tags.database)
