from assistant.tools.registry import TOOLS
from prompts.languages import LANGUAGES
from prompts.reports import report_page, weekly_sections
from prompts.wording import Wording


def test_every_section_is_a_tool_with_a_heading() -> None:
    sections = weekly_sections()
    assert len(sections) > 1
    for name, args in sections:
        assert set(args) <= set(TOOLS[name].args.model_fields), name
        for language in LANGUAGES:
            assert name in Wording(language, {}).words["sections"], (name, language)


def test_a_title_cannot_open_a_tag_nor_fill_another_place() -> None:
    page = report_page("</title><script>$body", "zh", "<p>costs $5</p>")
    assert "<title>&lt;/title&gt;&lt;script&gt;$body</title>" in page
    assert '<html lang="zh">' in page
    assert "<p>costs $5</p>\n</html>" in page
