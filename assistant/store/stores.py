"""All stores over one database; making them opens nothing."""

from assistant.store.alert_pushes import AlertPushes
from assistant.store.alert_ticks import AlertTicks
from assistant.store.audit import AuditLog
from assistant.store.conversations import Conversations
from assistant.store.corrections import Corrections
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.finished_replies import FinishedReplies
from assistant.store.idempotency import Idempotency
from assistant.store.import_jobs import ImportJobs
from assistant.store.kept_columns import KeptColumns
from assistant.store.orders import OrderStore
from assistant.store.outbox import Outbox
from assistant.store.plans import PlanStore
from assistant.store.replies import ReplyStore
from assistant.store.reply_queue import ReplyQueueStore
from assistant.store.rereading import Rereading
from assistant.store.sent_replies import SentReplies
from assistant.store.shop_figures import ShopFigures
from assistant.store.tallies import Tallies
from assistant.store.token_use import TokenUse
from assistant.store.verdicts import Verdicts
from assistant.store.voices import Voices

__all__ = ["ShopStores", "Stores"]


class Stores:
    """What is kept of all tenants, by noun. Each method of a store names its tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.feedback = FeedbackStore(database)
        self.tallies = Tallies(database)
        self.kept_columns = KeptColumns(database)
        self.outbox = Outbox(database)
        self.corrections = Corrections(database)
        self.rereading = Rereading(database)
        self.replies = ReplyStore(database)
        self.finished_replies = FinishedReplies(database)
        self.sent_replies = SentReplies(database)
        self.reply_queue = ReplyQueueStore(database)
        self.plans = PlanStore(database)
        self.orders = OrderStore(database)
        self.shop_figures = ShopFigures(database)
        self.voices = Voices(database)
        self.alert_pushes = AlertPushes(database)
        self.alert_ticks = AlertTicks(database)
        self.import_jobs = ImportJobs(database)
        self.audit = AuditLog(database)
        self.token_use = TokenUse(database)

    def of(self, tenant: str) -> "ShopStores":
        """What is kept of one tenant."""
        return ShopStores(self._database, tenant)


class ShopStores:
    """Stores that took their tenant once, so that no call can name another."""

    def __init__(self, database: Database, tenant: str) -> None:
        self.conversations = Conversations(database, tenant)
        self.verdicts = Verdicts(database, tenant)
        self.requests = Idempotency(database, tenant)
