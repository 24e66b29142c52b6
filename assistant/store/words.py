"""The lexical index: words of alphabetic scripts, bigrams of Chinese, Japanese and Korean.

SQLite keeps it in an FTS5 table ranked by BM25, PostgreSQL in a tsvector ranked by ts_rank; both
are written in the transaction that writes the feedback, so they never disagree with it.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from assistant.models import Scope
from assistant.store.scopes import conditions
from assistant.store.tables import feedback

__all__ = ["add_words", "matching_rows", "tokens"]

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
PIECES = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
IS_CJK = re.compile(rf"[{CJK}]")
LONGEST_READ = 20_000
MOST_QUERY_TOKENS = 64

INSERT = {
    "sqlite": "INSERT INTO feedback_words (rowid, tokens) VALUES (:row, :tokens)",
    "postgresql": (
        "INSERT INTO feedback_words (rowid, tokens) "
        "VALUES (:row, array_to_tsvector(array_remove(string_to_array(:tokens, ' '), '')))"
    ),
}

words = table("feedback_words", column("rowid"), column("tokens"))


def tokens(content: str) -> list[str]:
    """Lower-cased words, and overlapping bigrams of each run of CJK characters.

    A run of one character stands alone. Empty text gives an empty list.
    """
    found: list[str] = []
    folded = unicodedata.normalize("NFKC", content[:LONGEST_READ]).lower()
    for piece in PIECES.findall(folded):
        if IS_CJK.match(piece) and len(piece) > 1:
            found.extend(piece[i : i + 2] for i in range(len(piece) - 1))
        else:
            found.append(piece[:100])
    return found


def add_words(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index the texts of new feedback rows."""
    values = [{"row": row, "tokens": " ".join(tokens(content))} for row, content in rows]
    if values:
        connection.execute(text(INSERT[connection.dialect.name]), values)


def matching_rows(connection: Connection, query: str, scope: Scope, limit: int) -> list[int]:
    """The rows of a scope that match a query, best first.

    Any token may match; rarer ones weigh more (BM25 on SQLite). No token gives an empty list.
    """
    wanted = list(dict.fromkeys(tokens(query)))[:MOST_QUERY_TOKENS]
    if not wanted:
        return []
    found = select(feedback.c.row).join(words, words.c.rowid == feedback.c.row)
    if connection.dialect.name == "sqlite":
        every: ColumnElement[str] = literal_column("feedback_words")
        found = found.where(every.op("MATCH")(" OR ".join(f'"{token}"' for token in wanted)))
        found = found.order_by(func.bm25(every), feedback.c.row)
    else:
        query_vector = cast(" | ".join(f"'{token}'" for token in wanted), TSQUERY)
        found = found.where(words.c.tokens.op("@@")(query_vector))
        found = found.order_by(func.ts_rank(words.c.tokens, query_vector).desc(), feedback.c.row)
    return list(connection.scalars(found.where(*conditions(scope)).limit(limit)))
