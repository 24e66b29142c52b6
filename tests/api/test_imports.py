"""Imports over HTTP: uploaded, read in the background, reported."""

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.ingest.job import Progress
from assistant.ingest.reports import ImportReport
from assistant.services.import_jobs import ENDED, UNEXPECTED
from assistant.store.import_jobs import ImportJobs, ImportKind
from tests.api.conftest import NOW, OTHER, Headers

PATH = "/api/v1/imports"
FILE = (
    "id,时间,评论,评分\n"
    "A1,2026-03-10,水壶漏水，很生气,1\n"
    "A2,2026-03-11,Lovely kettle,5\n"
    "A3,2031-03-11,From the future,5\n"
)


def ended(client: TestClient, headers: Headers, import_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job: dict[str, Any] = client.get(f"{PATH}/{import_id}", headers=headers).json()
        if job["finished"]:
            return job
        time.sleep(0.05)
    raise AssertionError("the import did not end")


def upload(
    client: TestClient, headers: Headers, content: str, path: str = PATH, **form: str
) -> dict[str, Any]:
    files = {"file": ("../../评论 march.csv", content.encode())}
    started = client.post(path, files=files, data=form, headers=headers)
    assert started.status_code == 202, started.text
    return ended(client, headers, started.json()["id"])


def test_a_file_is_read_in_the_background(client: TestClient, admin: Headers, app: App) -> None:
    job = upload(client, admin, FILE)
    assert (job["status"], job["name"], job["error"]) == ("done", "评论 march.csv", None)
    assert (job["total"], job["done"]) == (3, 3)
    report = job["report"]
    assert (report["read"], report["accepted"], report["rejected"]) == (3, 2, 1)
    assert client.get("/api/v1/feedback/A1", headers=admin).json()["rating"] == 1
    assert list((app.settings.home / "uploads").iterdir()) == []
    rejected = client.get(report["files"][0]["rejected_file"], headers=admin)
    assert "From the future" in rejected.text
    assert rejected.headers["content-disposition"].startswith("attachment")
    again = upload(client, admin, FILE)
    assert (again["report"]["accepted"], again["report"]["duplicates"]) == (0, 2)
    listed = client.get(PATH, headers=admin).json()["items"]
    assert {each["id"] for each in listed} == {job["id"], again["id"]}
    log = client.get("/api/v1/audit", headers=admin).json()["items"]
    assert [entry["action"] for entry in log] == ["import.start"] * 2


def test_a_dry_run_stores_nothing(client: TestClient, admin: Headers) -> None:
    job = upload(client, admin, FILE, dry_run="true")
    assert job["report"]["accepted"] == 2
    assert client.get("/api/v1/feedback/A1", headers=admin).status_code == 404


def test_a_mapping_and_a_source_are_heeded(client: TestClient, admin: Headers) -> None:
    content = "x,y\n7,The lid is loose\n"
    upload(client, admin, content, mapping='{"text": "y", "id": "x"}', source="shop")
    kept = client.get("/api/v1/feedback/7", headers=admin).json()
    assert (kept["text"], kept["source"]) == ("The lid is loose", "shop")


def test_a_file_that_cannot_be_read_fails_with_one_sentence(
    client: TestClient, admin: Headers
) -> None:
    job = upload(client, admin, "")
    assert job["status"] == "failed"
    assert job["report"] is None
    assert "empty" in job["error"]


@pytest.mark.parametrize("mapping", ["{", "[1]", '{"text": 3}'])
def test_a_mapping_that_is_none_is_refused(
    client: TestClient, admin: Headers, mapping: str
) -> None:
    files = {"file": ("a.csv", FILE.encode())}
    refused = client.post(PATH, files=files, data={"mapping": mapping}, headers=admin)
    assert refused.status_code == 422
    assert "mapping" in refused.json()["detail"]


def test_an_import_is_of_its_tenant(client: TestClient, admin: Headers, app: App) -> None:
    job = upload(client, admin, FILE)
    jobs = ImportJobs(app.commons.database)
    assert jobs.page(OTHER, 9) == []
    assert jobs.get("default", job["id"]).name == job["name"]
    assert (jobs.get("default", job["id"]).kind, job["kind"]) == (ImportKind.FEEDBACK, "feedback")
    assert client.get(f"{PATH}/{'0' * 32}", headers=admin).status_code == 404


def test_what_a_process_left_unfinished_is_given_up(app: App) -> None:
    jobs = ImportJobs(app.commons.database)
    jobs.add("default", "a" * 32, "a.csv", ImportKind.FEEDBACK, NOW)
    app.imports.jobs.stop()
    assert app.imports.jobs.get("a" * 32).error == ENDED


def test_an_import_that_fails_unexpectedly_is_logged(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    def read(paths: list[Path], progress: Progress) -> ImportReport:
        raise KeyError(len(paths), progress)

    job = app.imports.jobs.start("a.csv", BytesIO(b"id,text"), ImportKind.FEEDBACK, read)
    app.imports.jobs.worker.shutdown()
    assert app.imports.jobs.get(job.id).error == UNEXPECTED
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("hearken.imports", "ERROR")
    assert record.exc_info
    assert job.id in record.getMessage()
