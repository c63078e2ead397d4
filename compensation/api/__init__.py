"""The JSON contract over HTTP (docs/api.md): the same routes beside the app, and alone as `passend api`.

Nothing that is sent is kept, and none of it stands in a log.
"""

from compensation.api.routes import application, routes

__all__ = ["application", "routes"]
