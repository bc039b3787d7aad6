"""Sites of the tests about support serve those about status, too."""

from tests.support.conftest import site, site_at

__all__ = ["site", "site_at"]
