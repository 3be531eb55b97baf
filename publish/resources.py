"""The files that the package carries: stylesheets, fonts, schema.

In the wheel the folder ``styles`` lies inside the package; in a checkout it lies beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
STYLES = next(p for p in (_PACKAGE / "styles", _PACKAGE.parent / "styles") if p.is_dir())
FONTS = STYLES / "fonts"
ARTICLE_SCHEMA = _PACKAGE / "article.rng"
