"""Activities: in the timetable, signed up for, attended."""
