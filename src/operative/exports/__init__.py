"""Records as what people and programs look at."""
