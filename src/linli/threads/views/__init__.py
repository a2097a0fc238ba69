"""Pages of threads."""

from linli.threads.views.appeals import appeal_post, appeals_queue, decide_appeal
from linli.threads.views.posts import (
    delete_post,
    edit_post,
    flag_post,
    moderate,
    moderation,
    post_history,
    thread_context,
    thread_posts,
)

__all__ = [
    "appeal_post",
    "appeals_queue",
    "decide_appeal",
    "delete_post",
    "edit_post",
    "flag_post",
    "moderate",
    "moderation",
    "post_history",
    "thread_context",
    "thread_posts",
]
