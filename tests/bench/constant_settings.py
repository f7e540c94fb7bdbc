"""The site's settings with one view instead of all its addresses."""

from site_config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.constant"
