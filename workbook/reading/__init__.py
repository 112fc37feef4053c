"""Excel in: workbooks of ours that somebody filled in, read back."""
