"""Demand rules in the style of states, one file each, that a state can copy and edit; their reader."""
