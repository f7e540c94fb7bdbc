"""The site around the notices."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class SiteConfig(AppConfig):
    name = "site_config"
    verbose_name = "站点"

    def ready(self):
        # Named, not imported: they need the models, which are ready only now.
        import_string("notices.sitemaps.SITEMAPS")["pages"] = import_string(
            "site_config.sitemaps.PagesSitemap"
        )
