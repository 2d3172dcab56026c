"""Consultations of those concerned (专项征询): asked, answered, closed and published."""
