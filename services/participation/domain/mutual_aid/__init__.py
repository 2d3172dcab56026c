"""Mutual aid (邻里互助): asks and offers, matched, given and confirmed."""
