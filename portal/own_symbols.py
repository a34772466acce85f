"""The pictures of the council's own set, served beside our own files. They are as public as those: nobody's words."""

from flask import Flask, Response

from accessibility.symbol_files import MEDIA_TYPES
from accessibility.symbols import served

# Below /static/, where the built files are.
BUILT = "built/"
# A drawing opened by itself runs nothing and fetches nothing, whatever is in it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Its address changes when the set does.
KEEP = "public, max-age=31536000, immutable"


def serve(app: Flask) -> None:
    """Let /static/ have them too, by the names under which they were checked at the start: no file is opened."""
    files = app.view_functions["static"]

    def static(filename: str) -> Response:
        drawing = served(filename.removeprefix(BUILT)) if filename.startswith(BUILT) else None
        if drawing is None:
            found: Response = files(filename=filename)  # type: ignore[assignment]
            return found
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": KEEP}
        return Response(drawing.bytes, mimetype=MEDIA_TYPES[drawing.kind], headers=headers)

    app.view_functions["static"] = static
