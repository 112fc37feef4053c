"""The controls that this window has and Qt has not."""
