"""Numbers for Prometheus: requests, their times, and what the store holds."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.app import App

__all__ = ["Metrics"]

BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The metrics of one server, in a registry of their own."""

    def __init__(self, app: App) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "hearken_http_requests",
            "HTTP requests.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "hearken_http_request_seconds",
            "Time until a response was complete.",
            ("method", "route"),
            buckets=BUCKETS,
            registry=registry,
        )
        self._answers = Counter(
            "hearken_answers", "Answered questions.", ("mode", "verified"), registry=registry
        )
        held = Gauge("hearken_feedback", "Feedback records of all tenants.", registry=registry)
        held.set_function(lambda: float(app.indexing.stored()))
        waiting = Gauge(
            "hearken_index_pending", "Records that wait for the index.", registry=registry
        )
        waiting.set_function(lambda: float(app.indexing.waiting()))

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def count_answer(self, mode: str, *, verified: bool) -> None:
        self._answers.labels(mode, str(verified).lower()).inc()

    def text(self) -> bytes:
        """The exposition format of Prometheus."""
        return generate_latest(self._registry)
