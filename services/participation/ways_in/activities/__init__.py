"""Ways in to activities, their timetable and who came."""
