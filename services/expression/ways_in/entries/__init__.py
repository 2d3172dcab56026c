"""Ways in to what was entered on behalf of residents."""
