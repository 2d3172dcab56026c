"""Who decides and how: quorum and majority, seats and secret votes, places that meet regularly."""
