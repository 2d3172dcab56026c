"""Ways in to standings, to judging them anew, and to next steps."""
