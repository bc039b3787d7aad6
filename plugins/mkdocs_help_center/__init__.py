"""A complete, multilingual help center from a folder of Contentful-style Markdown articles."""

__version__ = "0.1.0"
