"""Write golden files anew: ``python -m tests.articles [NAME…]``.

Those whose outline changes are left and named; NAME, a manuscript's name without its ending, has
one written all the same. Read the difference before you commit it.
"""

from __future__ import annotations

import sys

from tests.articles import normalised, outline, pairs


def main(named: set[str]) -> None:
    for manuscript, golden in pairs():
        made = normalised(manuscript)
        known = golden.read_text("utf-8") if golden.exists() else ""
        if known and manuscript.stem not in named and outline(made) != outline(known):
            print(f"{manuscript.stem}: the outline changes; left as it is")
            continue
        if made != known:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(made, "utf-8")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
