"""Content of other systems as articles; nothing here knows the catalog or MkDocs."""
