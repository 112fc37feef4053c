"""Reading any file a planner has: whatever its shape and size, it becomes columns of text in DuckDB.

`open_file` recognises a file by its content. A `RawFile` knows its sheets, shows the first rows of one of
them with a guess at its headings, and loads a sheet as a `RawTable` that accounts for every line.
"""
