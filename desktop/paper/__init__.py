"""Pages on paper: typesetting, the coach's page, contents, and the PDF with its bookmarks."""
