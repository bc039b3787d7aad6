"""The articles' own block syntax, as rules of the parser: alert boxes, components, readme.io blocks."""
