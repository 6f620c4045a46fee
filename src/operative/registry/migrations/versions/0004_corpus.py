"""What the corpus is counted by: on what a resolution was adopted, how long it is, how like its predecessor."""

import sqlalchemy as sa
from alembic import op

from operative.registry.facts import measured
from operative.registry.preparing import unpacked

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version; likeness comes when series are computed anew."""
    op.add_column("works", sa.Column("basis", sa.String(length=40), nullable=True))
    op.add_column("works", sa.Column("words", sa.Integer(), nullable=True))
    op.add_column("links", sa.Column("likeness", sa.Float(), nullable=True))
    connection = op.get_bind()
    works = sa.table("works", *(sa.column(name) for name in ("id", "leading", "basis", "words")))
    readings = sa.table("readings", sa.column("id"), sa.column("record"))
    held = sa.select(works.c.id, readings.c.record).join(readings, readings.c.id == works.c.leading)
    for work, blob in connection.execute(held).all():
        connection.execute(sa.update(works).where(works.c.id == work).values(**measured(unpacked(blob))))
