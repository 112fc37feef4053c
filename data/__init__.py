"""The facts: the shipped reference pack and the intake of local files."""
