"""The shipped pack of official tables, how it is compiled and how it is read."""
