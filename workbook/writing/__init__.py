"""The plan's results written as a live Excel workbook."""
