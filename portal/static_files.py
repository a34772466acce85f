"""Styles and scripts go out compressed: they are the same for everybody, so nothing is told by their length.

Pages don't: they hold what is personal beside the form's secret word, and a length can tell both.
"""

import gzip
from functools import lru_cache

from flask import Response, request

KINDS = ("text/css", "text/javascript")


def compressed(response: Response) -> Response:
    """A style or a script as gzip, for a browser that takes it; every other answer as it is."""
    served = request.endpoint == "static" and response.status_code == 200 and response.mimetype in KINDS
    if not served:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        tag, _ = response.get_etag()
        response.direct_passthrough = False
        response.set_data(_gzip(response.get_data()))
        response.content_encoding = "gzip"
        # The same file in other bytes: alike enough to be kept, not to be joined with pieces of the other.
        response.set_etag(tag or "", weak=True)
        response.headers.pop("Accept-Ranges", None)
    return response


@lru_cache(maxsize=64)
def _gzip(sent: bytes) -> bytes:
    return gzip.compress(sent, mtime=0)
