"""Shapes of counties, from the files that a planner may have: GeoJSON, TopoJSON and shapefiles."""
