"""Where the words begin and end that somebody is credited with."""
