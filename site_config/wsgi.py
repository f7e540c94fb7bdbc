"""The site as a WSGI application; it refuses to start where it would be unsafe or broken."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils.module_loading import import_string

from notices.receiving import whole_or_nothing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
application = whole_or_nothing(get_wsgi_application())
# Named, not imported: they need the models and settings, which are ready only now.
import_string("site_config.starting.database.refuse_unsafe_database")()
import_string("site_config.starting.static_files.refuse_uncollected")()
import_string("site_config.starting.database.never_make_a_database")()
application = import_string("site_config.page_cache.cached")(application)
# Every thread that answers opens its own.
connections.close_all()
