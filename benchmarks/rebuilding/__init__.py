"""How fast a service's totals are rebuilt from history, against how fast it handles live."""
