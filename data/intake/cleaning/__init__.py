"""From text to clean tables: one module for each kind of file, each with `clean(source) -> Cleaned`."""
