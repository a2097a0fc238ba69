"""How the first community came from demands to things done: a hundred days, through the actions.

Each step is taken at its own hour of the past, and what follows of it is followed at that hour too
(`cast.Story.follow`): so topics, resolutions, ladders and notices bear the days on which they were.
"""
