"""What may be shown to everybody: an allow-list of fields, and what stays in until its day."""
