"""Every URL the site ever had leads to the right article in the right language.

``collect_redirects`` gathers rules into one table, ``Resolver`` says where a URL leads and why, and
``formats`` renders the table for a host.
"""
