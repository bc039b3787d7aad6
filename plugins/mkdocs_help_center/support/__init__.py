"""Getting help: regions with hours and plans, forms, banners and links, read from ``content/_data``."""
