"""The subjects of the headless command, one file each."""
