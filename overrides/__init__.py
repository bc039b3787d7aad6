"""The help-center theme: templates, styles, scripts and the interface's words, one file a locale."""
