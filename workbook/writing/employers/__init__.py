"""The workbook that an employer fills in: instructions, funnel, results, practices, Origins."""
