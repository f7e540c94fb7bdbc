"""What every migrate leaves behind: seals, kinds and roles; and the check that seals are there."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.checks import Error
from django.db import connection

from .fields.widgets import RichTextWidget
from .integrity.seals import missing_triggers, seal_tables, unseal_for_rebuild
from .models.vocabulary import fill_kinds
from .roles import ROLES


def before_migrate(app_config, plan=(), **kwargs) -> None:
    """Runs once, when there is something to migrate."""
    if plan and app_config == _with_tables()[0]:
        unseal_for_rebuild()


def after_migrate(app_config, **kwargs) -> None:
    """Runs once, when the last application has its tables."""
    if app_config == _with_tables()[-1] and tables_exist():
        seal_tables()
        fill_kinds()
        apply_roles()


def _with_tables() -> list:
    """The applications migrate tells about, in its order."""
    return [config for config in apps.get_app_configs() if config.models_module]


def tables_exist() -> bool:
    """The tables of the newest models are there (a migrate may have stopped before them)."""
    present = set(connection.introspection.table_names())
    return {model._meta.db_table for model in apps.get_models() if model._meta.managed} <= present


def apply_roles() -> None:
    """Makes each role's group hold exactly the permissions of the table in `roles`."""
    for role, (_, by_application) in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        wanted = Permission.objects.none()
        for application, names in by_application.items():
            wanted |= Permission.objects.filter(
                content_type__app_label=application, codename__in=names
            )
        group.permissions.set(wanted)


def check_editor(app_configs, **kwargs) -> list[Error]:
    """System check notices.E002: CKEditor 4, at the end of its life, is not locked down.

    django-ckeditor's own warning is silenced, so this one must hold.
    """
    config = RichTextWidget().config
    locked = isinstance(config.get("allowedContent"), str) and config.get("versionCheck") is False
    if locked and not apps.is_installed("ckeditor_uploader"):
        return []
    return [Error("编辑器没有锁定：allowedContent、versionCheck 或上传功能。", id="notices.E002")]


def check_seals(app_configs, databases=None, **kwargs) -> list[Error]:
    """System check notices.E001: a trigger of an append-only table is missing."""
    if not databases or not tables_exist():
        return []
    return [
        Error(f"缺少触发器 {name}。", hint="运行 manage.py migrate 重新安装。", id="notices.E001")
        for name in missing_triggers()
    ]
