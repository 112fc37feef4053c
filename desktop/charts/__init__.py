"""Pictures, painted by ourselves: sharp at any scale, in both themes, each with a table behind it."""
