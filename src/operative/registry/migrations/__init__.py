"""The registry's schema through its versions. What was once released is never changed: a change is a new version."""

VERSION = "0006"  # the newest; a test holds that it is the head
