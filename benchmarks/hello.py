"""The least that Flask can do: what every other number is compared with."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """Thirteen bytes."""
    return "Hello, World!"
