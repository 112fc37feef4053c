"""Official files to tables of the pack: one module a subject, one function a table."""
