"""What an editor would say of claims that can be read: warnings, and the strict rules."""
