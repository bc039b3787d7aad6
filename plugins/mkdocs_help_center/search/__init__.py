"""Search: one Pagefind index a locale, and what the browser needs to ask it well.

Pagefind finds words. It has no typo tolerance, knows no synonyms and wants every word of a query on a
page, so that of 72 questions as merchants ask them it answers 11. The browser therefore asks it word by
word and joins the answers (``overrides/assets/help-center/search/ranking.js``); what it needs for that,
the words of the site, synonyms and stop words, is :mod:`.browser_data`.
"""
