"""With which readings, and as of which day, series and statuses were computed: what came since waits for that."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version: what an older registry holds counts as computed."""
    refreshed = op.create_table(
        "refreshed",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),  # of what was computed before it isn't known
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refreshed")),
    )
    readings = sa.table("readings", sa.column("id"))
    last = sa.select(sa.literal(1), sa.func.coalesce(sa.func.max(readings.c.id), 0))
    op.get_bind().execute(sa.insert(refreshed).from_select(["id", "reading"], last))
