"""As of which day statuses were computed: what was due is missing, once its day is over."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version; the day of what was computed before isn't known."""
    op.add_column("refreshed", sa.Column("day", sa.String(length=10), nullable=True))
