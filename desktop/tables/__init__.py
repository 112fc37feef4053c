"""Tables of figures: what they hold, how cells are painted, sorted, filtered and copied."""
