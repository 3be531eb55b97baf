"""« * * * » alone in its paragraph parts two passages in every format."""

from __future__ import annotations

import pytest

from publish.article import tag, text
from tests.sources.office.make import docx, odt, p, t
from tests.sources.test_captions import of
from tests.sources.test_text import LONG

SIGNS = ("* * *", "***", "⁂", "*\u00a0*\u00a0*", "— — —", "❦")
CENTRED = '<w:jc w:val="center"/>'


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("name", ["essai.docx", "essai.odt", "essai.md", "essai.html", "essai.txt"])
def test_signs_alone_are_a_rule(name: str, sign: str) -> None:
    made = {
        "essai.docx": docx(
            p("Le sel", "Titre") + p(LONG) + p(sign, "", CENTRED, "<w:b/>") + p(LONG)
        ),
        "essai.odt": odt(t("Le sel", "Title") + t(LONG) + t(sign, "P1") + t(LONG)),
        "essai.md": f"# Le sel\n\n{LONG}\n\n{sign}\n\n{LONG}\n".encode(),
        "essai.html": f"<h1>Le sel</h1><p>{LONG}</p><p>{sign}</p><p>{LONG}</p>".encode(),
        "essai.txt": f"Le sel\n\n{LONG}\n\n{sign}\n\n{LONG}\n".encode(),
    }
    article = of(made[name], name).article
    assert article is not None
    assert [tag(e) for e in article.root[1:]] == ["p", "hr", "p"]


def test_signs_at_the_ends_part_nothing() -> None:
    article = of(docx(p("Le sel", "Titre") + p(LONG) + p("* * *")), "essai.docx").article
    assert article is not None
    assert [text(e) for e in article.root[1:]] == [LONG, "* * *"]
