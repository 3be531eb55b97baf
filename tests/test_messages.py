"""Every message of the tool is described where editors look for it."""

from __future__ import annotations

import re

from publish.diagnostics import KINDS
from tests.messages import PAGE, page


def test_the_page_of_messages_is_what_the_tool_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.messages"


def test_every_message_is_on_it_once() -> None:
    made = page()
    assert {code: made.count(f"| `{code}` |") for code in KINDS} == dict.fromkeys(KINDS, 1)


def test_the_guide_leads_to_it() -> None:
    assert "(messages.md)" in (PAGE.parent / "guide.md").read_text("utf-8")


def test_the_guide_names_no_message_that_is_none() -> None:
    guide = (PAGE.parent / "guide.md").read_text("utf-8")
    named = re.findall(r"\(`([a-z]+(?:-[a-z]+)+)`|, `([a-z]+(?:-[a-z]+)+)`\)", guide)
    codes = {one or other for one, other in named}
    assert len(codes) > 15
    assert codes <= set(KINDS)
