"""The hall (网上市民议事厅): sessions, their queue of speakers, and their minutes."""
