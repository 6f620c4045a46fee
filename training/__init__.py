"""What is learned from real documents: `make senses`. What it writes is part of the package; this folder is not."""
