"""Talk beside any subject: comments, mentions, moderation with reasons."""
