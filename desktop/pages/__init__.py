"""The pages: each answers its question in one sentence, then shows the picture, then the table."""
