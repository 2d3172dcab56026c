"""Opinion groups: who votes alike, and what all groups share."""
