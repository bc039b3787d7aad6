"""Sites and the browser of the tests about support serve those about status, too."""

from tests.support.conftest import browser, chromium_path, site, site_at

__all__ = ["browser", "chromium_path", "site", "site_at"]
