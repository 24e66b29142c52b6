"""How long a question in the window waits for a sign of life, timed by the browser itself.

Run against a server over any store: `python -m evals.first_sign http://127.0.0.1:7860`. Needs
Playwright and a Chromium. Each clock starts at the press of Enter and stops with the first frame
that shows the change, so drawing counts. The question stands in the chat as a conversation.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["main"]

CHROMIUM = "/usr/bin/chromium"
QUESTIONS = (
    "what are customers angry about this month",
    "nps by channel",
    "what should we fix first",
    "satisfaction by product",
)
ROUNDS = 5
PATIENCE = 60_000
"""Milliseconds for one answer."""

SIGNS = {
    "the question stands in the chat": "#sent, #chatbot .user-row",
    "the server is at work": "#question .stop-button",
    "the first step of the answer": "#chatbot .bot-row .thought-group",
}
"""What is seen, by what is waited for; the answer is there when the stop button has gone."""

WATCH = """signs => new Promise(done => {
  const seen = {}, box = document.querySelector("#question textarea");
  let began = 0, asked = false;
  const pressed = () => { began = performance.now(); };
  box.addEventListener("keydown", pressed, { capture: true, once: true });
  const look = () => {
    if (began) {
      const now = performance.now() - began;
      for (const [name, css] of Object.entries(signs)) {
        if (!(name in seen) && document.querySelector(css)) seen[name] = now;
      }
      const working = document.querySelector("#question .stop-button");
      asked = asked || !!working;
      if (asked && !working) { seen["the answer"] = now; done(seen); return; }
    }
    requestAnimationFrame(look);
  };
  look();
})"""


def main(arguments: list[str] | None = None) -> None:
    """Print the median and the 95th percentile of each sign, in milliseconds."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="of a running Hearken, like http://127.0.0.1:7860")
    chosen = parser.parse_args(arguments)
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.goto(f"{chosen.address.rstrip('/')}/en/")
        _timed(page, QUESTIONS[0])  # the first question of a page compiles its scripts
        found = [_timed(page, question) for _ in range(ROUNDS) for question in QUESTIONS]
        browser.close()
    for name in (*SIGNS, "the answer"):
        times = [each[name] for each in found if name in each]
        late = statistics.quantiles(times, n=20)[-1]
        sys.stdout.write(f"{name:<34}{statistics.median(times):>8.0f} ms{late:>8.0f} ms\n")


def _timed(page: "Page", question: str) -> Mapping[str, float]:
    """Milliseconds until each sign, in a new conversation."""
    page.locator("#question textarea").wait_for()
    page.locator("#new-conversation").click()
    page.locator("#chatbot .user-row").first.wait_for(state="detached")
    page.wait_for_timeout(300)
    page.locator("#question textarea").fill(question)
    watched = page.evaluate_handle(f"signs => {{ window.timed = ({WATCH})(signs); }}", SIGNS)
    watched.dispose()
    page.locator("#question textarea").press("Enter")
    times: Mapping[str, float] = page.evaluate("window.timed")
    return times


if __name__ == "__main__":
    main()
