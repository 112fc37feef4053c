"""How everything looks: colours, sizes, icons and the way figures are written."""
