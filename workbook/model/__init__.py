"""The model: from a region's wages, openings and unemployed to classes, matrix and priorities."""
