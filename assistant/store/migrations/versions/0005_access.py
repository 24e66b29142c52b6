"""Keys, accounts, the audit log, imports and deliveries; conversations get keys of their tenant."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _conversations_by_tenant()
    _create_access()
    _create_audit()
    _create_traffic()


def _conversations_by_tenant() -> None:
    """Two tenants may use the same conversation id."""
    op.drop_index("conversation_by_tenant", "conversation")
    op.rename_table("verdict", "old_verdict")
    op.rename_table("turn", "old_turn")
    op.rename_table("conversation", "old_conversation")
    op.create_table(
        "conversation",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
    )
    op.create_index("conversation_by_tenant", "conversation", ["tenant", "updated"])
    op.create_table(
        "turn",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "conversation"],
            ["conversation.tenant", "conversation.id"],
            ondelete="CASCADE",
        ),
    )
    op.execute(
        "INSERT INTO conversation (tenant, id, title, updated) "
        "SELECT tenant, id, title, updated FROM old_conversation"
    )
    op.execute(
        "INSERT INTO turn (tenant, conversation, number, time, answer) "
        "SELECT c.tenant, t.conversation, t.number, t.time, t.answer "
        "FROM old_turn t JOIN old_conversation c ON c.id = t.conversation"
    )
    _verdicts_by_tenant()
    op.drop_table("old_verdict")
    op.drop_table("old_turn")
    op.drop_table("old_conversation")


def _verdicts_by_tenant() -> None:
    op.create_table(
        "verdict",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "conversation", "number"],
            ["turn.tenant", "turn.conversation", "turn.number"],
            ondelete="CASCADE",
        ),
    )
    op.execute(
        "INSERT INTO verdict (tenant, conversation, number, good, reason, actor, time) "
        "SELECT c.tenant, v.conversation, v.number, v.good, v.reason, v.actor, v.time "
        "FROM old_verdict v JOIN old_conversation c ON c.id = v.conversation"
    )


def _create_access() -> None:
    op.create_table(
        "api_key",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("revoked", sa.DateTime),
    )
    op.create_table(
        "account",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.DateTime),
    )
    account = sa.ForeignKey("account.number", ondelete="CASCADE")
    op.create_table(
        "login",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("account", sa.Integer, account, nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("actor", sa.String(100), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_index("audit_by_tenant", "audit", ["tenant", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def _create_traffic() -> None:
    op.create_table(
        "idempotency",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("answer", sa.JSON(none_as_null=True)),
    )
    op.create_table(
        "delivery",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("hook", sa.String(64), primary_key=True),
        sa.Column("signature", sa.String(64), primary_key=True),
        sa.Column("time", sa.DateTime, nullable=False),
    )
    op.create_table(
        "import_job",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("report", sa.JSON(none_as_null=True)),
        sa.Column("error", sa.Text),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("finished", sa.DateTime),
    )
    op.create_index("import_job_by_tenant", "import_job", ["tenant", "created"])
