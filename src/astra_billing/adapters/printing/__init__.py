"""Forms that other programs read: calendars."""
