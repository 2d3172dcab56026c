"""Ways in to spaces: their hours, bookings, visits and end."""
