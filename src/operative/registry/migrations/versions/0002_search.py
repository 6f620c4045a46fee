"""Search: passages, their words, and the engine's own tables; what is held is taken in."""

import sqlalchemy as sa
from alembic import op

from operative.registry.search.engines import FTS5_DDL, TEXT_SEARCH_DDL
from operative.registry.search.indexing import Index

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("expression", sa.Integer(), nullable=True),
        sa.Column("block", sa.String(length=48), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expression"], ["expressions.id"], name=op.f("fk_passages_expression"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    op.create_index(op.f("ix_passages_expression"), "passages", ["expression"], unique=False)
    op.create_table(
        "search_words",
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "word", sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("term", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("language", "word", name=op.f("pk_search_words")),
    )
    connection = op.get_bind()
    for statement in FTS5_DDL if connection.dialect.name == "sqlite" else TEXT_SEARCH_DDL:
        op.execute(statement)
    Index(connection.dialect.name).rebuild(connection)
