"""Who is who in an article: names, titles, descriptions and pronouns → its speakers."""
