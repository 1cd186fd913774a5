"""Claims as one HTML file that can be mailed, put on a server, or opened from disk."""
