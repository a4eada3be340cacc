"""Facts of an article: events, aid, twinnings, projects, indicators."""
