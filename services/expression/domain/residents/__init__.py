"""Who may take part, how surely they are known, and what is forgotten or hidden of them."""
