"""Django's migrate, with the seals laid again even where it breaks off."""

from django.core.management.commands import migrate

from notices.integrity.seals import seal_tables


class Command(migrate.Command):
    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        finally:
            seal_tables()
