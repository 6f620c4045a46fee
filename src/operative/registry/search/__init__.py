"""Search over all texts and languages, on an engine that comes with the database.

Data goes from `passages` and `terms` through `indexing` into one of the `engines`; a `query` comes back as `answers`,
and a paragraph as those `alike`.
"""
