"""The counting toy with one guarantee taken away, to see that its tests notice."""
