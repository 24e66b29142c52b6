"""The window in a real browser over a real server; skipped where there is no Chromium."""

import re
from pathlib import Path

from assistant.app import App
from assistant.ingest.job import ImportOptions
from tests.ui.conftest import HOSTILE
from tests.ui.visiting import (
    DISLIKE,
    IN_CHROMIUM,
    NARROW,
    QUESTIONS,
    RETRY,
    SHOWN,
    WIDE,
    Visit,
)
from ui.wording import LANGUAGES

pytestmark = IN_CHROMIUM
BURNT = "id,text,product,time\nB1,It caught fire and burned my hand,Kettle,2026-03-13T08:00:00Z\n"
SHOP_FILE = "评论内容,评分,日期,说明\n快递太慢了等了八天,2,2026-03-01,买家备注甲\n,,2026-03-02,\n"


def test_a_question_is_answered_with_its_steps_and_sources(visit: Visit, window: str) -> None:
    page, texts = visit.page, visit.texts
    assert page.url.startswith(f"{window}/{texts.language}/")
    visit.ask(QUESTIONS[texts.language])
    chat = page.locator("#chatbot")
    assert chat.get_by_text(texts("tools.complaints")).first.is_visible()
    page.locator("#chatbot .js-plotly-plot .bars").first.wait_for()
    page.get_by_text(texts("steps.computed")).last.click()
    chat.get_by_text(texts("steps.column_interval")).wait_for()
    cited = chat.locator('a[href*="#item-"]').first
    feedback_id = cited.inner_text()
    cited.click()
    page.locator("#cards .card").wait_for()
    assert page.locator("#cards .card .id").all_inner_texts() == [feedback_id]
    assert visit.is_clean()


def test_no_word_of_the_page_is_in_the_other_language(visit: Visit) -> None:
    for name in ("chat", "import"):
        visit.open_tab(name)
        visit.settle()
        # Conversations are named by their first question, imports by their file.
        named = visit.page.locator("#conversation-list label, #import-jobs th.text")
        named.evaluate_all("all => all.forEach((each) => each.remove())")
        shown = visit.page.locator("body").inner_text()
        if visit.texts.language == "en":
            assert set(re.findall(r"[\u4e00-\u9fff]+", shown)) <= {"中文"} | set(
                re.findall(r"[\u4e00-\u9fff]+", QUESTIONS["zh"])
            )
        else:
            words = set(re.findall(r"[A-Za-z]{4,}", shown)) - set(
                re.findall(r"[A-Za-z]+", " ".join((QUESTIONS["en"], visit.texts("import.intro"))))
            )
            assert words <= {"English", "CSAT"}


def test_waiting_is_told_in_no_foreign_word(visit: Visit) -> None:
    """Gradio counts seconds and places in its queue in English."""
    page = visit.page
    page.route("**/queue/data*", lambda route: None)
    visit.open_tab("import")
    tracker = page.locator("#import-jobs [data-testid=status-tracker]")
    tracker.and_(page.locator(":not(.hide)")).wait_for(state="attached")
    page.locator("#import-jobs .progress-text").wait_for(state="attached")
    assert not page.locator(".progress-text:visible").count()
    line = "getComputedStyle(document.querySelector('#tabs .tab-wrapper'), '::after').content"
    assert page.evaluate(line) == '""'
    page.unroute("**/queue/data*")


def test_the_overview_counts_what_the_store_holds_and_asks_about_it(visit: Visit, app: App) -> None:
    page = visit.page
    visit.open_tab("overview")
    tile = page.locator(".tile").first
    tile.wait_for()
    assert tile.locator(".value").inner_text() == str(app.indexing.stored())
    page.locator("#trend .js-plotly-plot").wait_for()
    assert page.locator("table.heat").get_by_text("<b onmouseover").is_visible()
    tile.get_by_role("button").click()
    page.get_by_text(visit.texts("steps.computed")).last.wait_for()
    assert page.locator("#chatbot").get_by_text(visit.texts("tools.volume")).first.is_visible()
    assert visit.is_clean()


def test_hostile_feedback_is_shown_as_text_and_runs_nothing(visit: Visit, app: App) -> None:
    page = visit.page
    visit.open_tab("feedback")
    search = page.locator("#feedback-query textarea, #feedback-query input").first
    for number in range(len(HOSTILE)):
        search.fill(f"R{number:03}")
        search.press("Enter")
        page.locator(f'#cards .id:text-is("R{number:03}")').wait_for()
        text = app.records.get(f"R{number:03}").feedback.text
        assert page.locator("#cards .card p").inner_text() == text
        page.locator("#cards .card p").hover()
    visit.open_tab("chat")
    visit.ask("show me 20 complaints about delivery since 2026-03-01")
    assert "evil.example" in page.locator("#chatbot").inner_text()
    assert (
        page.locator('#chatbot img[src*="evil"], #chatbot iframe, #chatbot svg[onload]').count()
        == 0
    )
    assert visit.is_clean()


def test_a_conversation_is_listed_opened_again_and_deleted(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    title = f"NPS by channel {texts.language}"
    visit.ask(title)
    page.locator("#new-conversation").click()
    page.get_by_text(texts("chat.welcome_title")).wait_for()
    page.locator("#conversation-list label", has_text=title).first.click()
    page.get_by_text(texts("steps.computed")).last.wait_for()
    page.locator("#delete-conversation").click()
    page.locator("#delete-yes").click()
    page.get_by_text(texts("chat.welcome_title")).wait_for()
    assert title not in [one.title for one in app.conversations.all()]
    assert visit.is_clean()


def test_a_file_is_previewed_corrected_and_imported(visit: Visit, app: App, tmp_path: Path) -> None:
    page, texts, before = visit.page, visit.texts, app.indexing.stored()
    file = tmp_path / f"shop-{texts.language}.csv"
    file.write_text(SHOP_FILE.replace("甲", f"甲 {texts.language}"), "utf-8")
    page.locator("#narrow-channel input").click()
    page.get_by_role("option", name="Email").click()
    visit.open_tab("import")
    page.locator("#import-file input[type=file]").set_input_files(file)
    page.locator("#import-report .count.rejected b", has_text="1").wait_for()
    page.locator("#map-text input").click()
    page.locator("#map-text").get_by_role("option", name="说明").click()
    page.locator("#import-report td.text", has_text="买家备注甲").wait_for()
    page.locator("#map-rating input").click()
    no_column = page.locator("#map-rating").get_by_role("option", name=texts("import.no_column"))
    no_column.click()
    page.locator("#import-report td.rating").first.wait_for(state="detached")
    assert page.locator("#map-rating input").input_value() == texts("import.no_column")
    assert app.indexing.stored() == before
    page.locator("#import-go").click()
    page.get_by_text(texts("import.done")).wait_for()
    assert app.indexing.stored() == before + 1
    visit.open_tab("chat")
    visit.ask("NPS")
    (turn,) = app.conversations.turns(visit.conversation())
    assert turn["tools"][0]["args"]["channel"] == ["Email"]
    assert visit.is_clean()


def test_a_phone_scrolls_no_tab_sideways(visit: Visit) -> None:
    visit.page.set_viewport_size(NARROW)
    for tab, mark in SHOWN.items():
        visit.open_tab(tab)
        visit.page.locator(mark).first.wait_for()
        assert visit.is_clean()


def test_the_language_switch_leads_to_the_other_page(visit: Visit, window: str) -> None:
    other = next(language for language in LANGUAGES if language != visit.texts.language)
    visit.page.locator("a.switch").click()
    visit.page.wait_for_url(f"{window}/{other}/**")
    assert str(visit.page.locator("html").get_attribute("lang")).startswith(other)


def test_the_theme_switch_is_remembered(visit: Visit) -> None:
    page = visit.page
    assert not page.locator("body.dark").count()
    page.locator("[data-switch-theme]").click()
    page.locator("body.dark").wait_for()
    visit.reload()
    page.locator("body.dark").wait_for()


def test_a_label_is_corrected_and_counts_from_then_on(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    feedback_id = {"en": "R040", "zh": "R041"}[texts.language]
    visit.open_tab("feedback")
    page.locator(SHOWN["feedback"]).first.wait_for()
    page.locator("#feedback-query textarea").fill(feedback_id)
    page.keyboard.press("Enter")
    page.locator("#item-save").wait_for()
    page.locator("#item-urgency input").click()
    page.get_by_role("option", name=texts.word("low", "urgencies"), exact=True).click()
    page.locator("#item-save").click()
    page.locator('#item-told [role="status"]').wait_for()
    assert app.records.get(feedback_id).labels.urgency == "low"
    assert feedback_id in {each.feedback_id for each in app.labelling.corrections()}
    assert visit.is_clean()


def test_a_thumb_with_a_reason_is_kept(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    visit.ask(QUESTIONS[texts.language])
    page.get_by_role("button", name=DISLIKE[texts.language]).last.click()
    reason = f"wrong period ({texts.language})"
    page.locator("#verdict-reason textarea").fill(reason)
    page.keyboard.press("Enter")
    page.locator("#verdict").wait_for(state="hidden")
    kept = next(each for each in app.verdicts.all() if each.reason == reason)
    assert (kept.number, kept.good, kept.question) == (1, False, QUESTIONS[texts.language])
    assert visit.is_clean()


def test_a_question_is_asked_again_in_its_place(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    visit.ask(QUESTIONS[texts.language])
    talk = visit.conversation()
    (before,) = app.conversations.turns(talk)
    page.locator("#narrow-channel input").click()
    page.get_by_role("option", name="Email").click()
    page.get_by_role("button", name=RETRY[texts.language]).last.click()
    # The old turn goes at once; the new one is stored when its answer has ended.
    for _ in range(100):
        turns = app.conversations.turns(talk)
        if turns and turns != [before]:
            break
        page.wait_for_timeout(100)
    assert [turn["question"] for turn in turns] == [before["question"]]
    assert turns[0]["tools"][0]["args"]["channel"] == ["Email"]
    page.get_by_text(texts("steps.computed")).last.wait_for()
    assert page.locator("#chatbot .user-row").count() == 1
    assert visit.is_clean()


def test_a_reply_goes_from_draft_to_approval(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    feedback_id = {"en": "R044", "zh": "R046"}[texts.language]
    visit.open_tab("replies")
    page.locator("#reply-items label").first.wait_for()
    page.locator("#reply-bulk").click()
    page.locator("#bulk-told .told", has_text=re.compile(r"^\d+ ")).wait_for()
    page.locator("#reply-items label").filter(has_text=feedback_id).first.click()
    page.locator("#reply-draft").click()
    page.locator('#reply-told [role="status"]').wait_for()
    body = page.locator("#reply-body textarea")
    assert body.input_value()
    page.locator("[data-copy]").click()
    page.locator("[data-copy]", has_text=texts("replies.copied")).wait_for()
    assert page.evaluate("document.getSelection().toString()") == body.input_value()
    body.fill(f"{body.input_value()}\n")
    page.locator("#reply-reason textarea").fill("checked by hand")
    page.locator("#reply-approve").click()
    page.get_by_text(texts("replies.approved_told")).wait_for()
    assert app.replies.show(feedback_id).reply.state == "approved"
    page.locator("#reply-sent").click()
    page.get_by_text(texts("replies.sent_told")).wait_for()
    assert app.replies.show(feedback_id).reply.state == "sent"
    assert visit.is_clean()


def test_a_plan_is_made_and_begun(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    title = {"en": "Parcels arrive within three days", "zh": "包裹三天之内送到客户手里"}[
        texts.language
    ]
    visit.open_tab("plans")
    page.locator("#scorecard table").wait_for()
    page.locator("#plan-new button").first.click()
    page.locator("#plan-title textarea, #plan-title input").first.fill(title)
    page.locator("#plan-open").click()
    page.locator("#plan-board .ticket").filter(has_text=title).wait_for()
    page.locator("#plan-reason textarea, #plan-reason input").first.fill("agreed")
    page.locator("#plan-move").click()
    page.locator('#plan-told [role="status"]').wait_for()
    (made,) = [plan for plan in app.plans.all() if plan.title == title]
    assert made.baseline is not None
    assert page.locator("#plan-shown").get_by_text(title).is_visible()
    page.locator(".ticket").last.click()
    chosen = page.locator(".ticket b").last.inner_text()
    page.locator("#plan-shown h3", has_text=f"{chosen} ·").wait_for()
    assert visit.is_clean()


def test_a_step_of_an_alert_is_ticked_with_the_mouse(
    visit: Visit, app: App, tmp_path: Path
) -> None:
    page, texts = visit.page, visit.texts
    (tmp_path / "burnt.csv").write_text(BURNT, "utf-8")
    app.imports.feedback.files([tmp_path / "burnt.csv"], ImportOptions())
    visit.open_tab("plans")
    step = page.locator("#alert-case label:has(input[type=checkbox])").first
    step.wait_for()
    before = step.locator("input").is_checked()
    step.click()
    page.get_by_text(texts("alerts.kept")).wait_for()
    assert step.locator("input").is_checked() is not before
    (latest,) = app.audited(1)
    assert (latest.action, latest.actor.name) == ("alert.tick", texts("actor"))
    assert latest.detail["done"] is not before
    assert visit.is_clean()


def test_a_question_stands_in_the_chat_before_the_server_hears_of_it(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    for asked in ("NPS", "CSAT"):
        page.route("**/queue/join*", lambda route: None)
        page.locator("#question textarea").fill(asked)
        page.keyboard.press("Enter")
        assert page.locator("#sent").inner_text().split() == [asked, *texts("chat.working").split()]
        assert visit.top(page.locator("#sent p")) < WIDE["height"] / 2
        page.unroute("**/queue/join*")
        visit.reload()
        visit.ask("NPS")


def test_a_question_stays_where_it_stands_while_its_answer_comes(visit: Visit) -> None:
    page, places = visit.page, []
    row = page.locator("#chatbot .user-row").last
    visit.ask(QUESTIONS[visit.texts.language])
    for asked in ("NPS", "CSAT"):
        before = page.locator("#chatbot .user-row").count()
        page.locator("#question textarea").fill(asked)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "n => document.querySelectorAll('#chatbot .user-row').length > n", arg=before
        )
        places.append(visit.top(row))
        page.locator("#question .submit-button").wait_for()
        page.wait_for_timeout(300)
        places.append(visit.top(row))
    assert max(places) - min(places) < 2


def test_a_question_is_edited_in_its_place(visit: Visit) -> None:
    page = visit.page
    visit.ask("NPS")
    page.locator("#chatbot .user-row").hover()
    page.locator("#chatbot .message-buttons-right button").last.click()
    page.locator("#chatbot textarea").fill("CSAT")
    page.keyboard.press("Enter")
    page.locator("#chatbot .user-row", has_text="CSAT").wait_for()
    page.locator("#question .submit-button").wait_for()
    assert page.locator("#chatbot .user-row").count() == 1
