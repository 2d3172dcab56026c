"""协同参与 Collaboration: groups of like people, partners of unlike kind, and their joint work."""
