"""Region, instant, open or not, when that changes: worked out by hand from hours, holidays and zones.

Python and the browser are held to the same table.
"""

INSTANTS = [
    # Brazil, 9 to 18 at GMT-3 all year.
    ("brazil", "2026-11-23T11:59:00+00:00", False, "2026-11-23T12:00:00+00:00"),
    ("brazil", "2026-11-23T12:00:00+00:00", True, "2026-11-23T21:00:00+00:00"),
    ("brazil", "2026-11-27T21:00:00+00:00", False, "2026-11-30T12:00:00+00:00"),
    # Christmas Eve until noon, Christmas and a weekend after.
    ("brazil", "2026-12-24T15:30:00+00:00", False, "2026-12-28T12:00:00+00:00"),
    # USA, 8 to 19 in New York: Thanksgiving; GMT-5 in winter, GMT-4 in summer.
    ("usa", "2026-11-26T15:00:00+00:00", False, "2026-11-27T13:00:00+00:00"),
    ("usa", "2026-03-06T13:00:00+00:00", True, "2026-03-07T00:00:00+00:00"),
    ("usa", "2026-03-09T12:00:00+00:00", True, "2026-03-09T23:00:00+00:00"),
    ("usa", "2026-11-02T12:30:00+00:00", False, "2026-11-02T13:00:00+00:00"),
    # EMEA, 9 to 18 in Madrid: GMT+1 in winter, GMT+2 in summer, both changes.
    ("emea", "2026-03-27T08:00:00+00:00", True, "2026-03-27T17:00:00+00:00"),
    ("emea", "2026-03-30T07:00:00+00:00", True, "2026-03-30T16:00:00+00:00"),
    ("emea", "2026-10-26T07:30:00+00:00", False, "2026-10-26T08:00:00+00:00"),
    # LATAM, 9 to 18 in Bogotá: the Immaculate Conception is a holiday there.
    ("latam", "2026-12-08T15:00:00+00:00", False, "2026-12-09T14:00:00+00:00"),
    ("latam", "2026-12-09T14:00:00+00:00", True, "2026-12-09T23:00:00+00:00"),
    # APAC, 9 to 19 in Singapore, the evening before in UTC.
    ("apac", "2026-11-24T00:59:00+00:00", False, "2026-11-24T01:00:00+00:00"),
    ("apac", "2026-11-24T10:59:00+00:00", True, "2026-11-24T11:00:00+00:00"),
]
