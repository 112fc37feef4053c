"""Reading the planner's own files: every row is accepted, or set aside with a finding."""
