"""A folder of static pages: days, competitions, clubs, matches, a feed, and a JSON document beside each page.

``gather`` asks the newsroom, a module a kind of page shows what it answers, ``build`` decides what has to be made again
and puts it in its place.
"""
