"""Bytes to pages of lines of runs. The only room that opens documents."""
