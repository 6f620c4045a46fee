"""Search: ids of passages say what is found in them weighs, so terms need one column; the index is made anew."""

import sqlalchemy as sa
from alembic import op

from operative.languages import CODES
from operative.registry.search.engines import FTS5_DDL
from operative.registry.search.indexing import Index

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version: what is held is taken into an empty index."""
    connection = op.get_bind()
    if "day" not in {column["name"] for column in sa.inspect(connection).get_columns("refreshed")}:
        op.add_column("refreshed", sa.Column("day", sa.String(length=10), nullable=True))  # 0005 once made none
    op.execute("DELETE FROM passages")
    if connection.dialect.name == "sqlite":
        for table in (*(f"search_{code}" for code in CODES), "search_removed", "search_words"):
            op.drop_table(table)
        op.create_table(
            "search_words",
            sa.Column("language", sa.String(length=2), nullable=False),
            sa.Column("word", sa.String(length=80), nullable=False),
            sa.Column("term", sa.String(length=80), nullable=False),
            sa.PrimaryKeyConstraint("language", "word", name=op.f("pk_search_words")),
            sqlite_with_rowid=False,
        )
        for statement in FTS5_DDL:
            op.execute(statement)
    else:
        op.execute("DELETE FROM search_terms")
    Index(connection.dialect.name).rebuild(connection)
