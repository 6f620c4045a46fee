"""The skeleton to what it means: citations, and later acts, actors, reports, agenda, observances."""
