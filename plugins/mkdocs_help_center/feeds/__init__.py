"""Feeds: a neutral model, what goes into it, and one module a format."""
