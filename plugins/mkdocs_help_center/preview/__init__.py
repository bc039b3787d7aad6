"""The browser door: a live site for writers, each page made when it is asked for."""
