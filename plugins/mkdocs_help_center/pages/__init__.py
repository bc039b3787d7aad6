"""Pages: what the site shows, as views over the catalog, and the theme that renders them."""
