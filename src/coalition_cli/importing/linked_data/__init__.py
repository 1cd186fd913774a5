"""Pages, feeds and answers with ClaimReview → rows of one shape."""
