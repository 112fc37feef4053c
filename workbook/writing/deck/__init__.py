"""The deck: the plan's answers as slides with native charts, in the look of the workbook."""
