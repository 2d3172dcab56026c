"""A small service without a domain, to try the chassis on."""
