"""The study file: the only home of SQL.

Reads go through ``Reader`` (the standard library's sqlite3, so that a screen paints before SQLAlchemy is
imported); writes go through ``StudyFile.act`` (SQLModel, one transaction and one journal entry each).
"""
