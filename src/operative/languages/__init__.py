"""What is particular to a language: one data file each, and this loader."""
