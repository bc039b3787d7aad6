"""Reading: front matter, articles, content types, locales and the catalog that indexes them."""
