"""Tests of what records look like."""
