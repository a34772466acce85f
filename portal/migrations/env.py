"""Where alembic meets our models."""

from alembic import context

from portal import models
from portal.database import Base

__all__ = ["models"]

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
