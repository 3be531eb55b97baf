"""The lines of verse as elements, so that what is turned over can be set further in."""

from __future__ import annotations

from lxml import etree

from publish.article import XHTML, E, tag


def hang_verse(body: etree._Element) -> None:
    """Give each line of verse an element, so that what is turned over can be set further in.

    ``br`` stays between lines: without the stylesheet they are lines still.
    """
    for stanza in body.iterfind(f".//{{{XHTML}}}div[@class='verse']/{{{XHTML}}}p"):
        _break_out(stanza)
        lines: list[etree._Element] = [E.span({"class": "line"})]
        lines[0].text, stanza.text = stanza.text, None
        for child in list(stanza):
            if tag(child) == "br":
                line = E.span({"class": "line"})
                line.text, child.tail = child.tail, None
                stanza.append(child)
                lines.append(line)
            else:
                lines[-1].append(child)
        for at, line in enumerate(lines):
            stanza.insert(2 * at, line)


def _break_out(stanza: etree._Element) -> None:
    """Bring the line ends inside of inline elements up to the stanza: these are divided in two."""
    while (inner := stanza.find(f"*//{{{XHTML}}}br")) is not None:
        holder = inner.getparent()
        assert holder is not None
        rest = E(tag(holder), {k: v for k, v in holder.attrib.items() if k != "id"})
        rest.text, inner.tail = inner.tail, None
        rest.extend(list(inner.itersiblings()))
        after, holder.tail = holder.tail, None
        holder.addnext(inner)
        if rest.text or len(rest):
            rest.tail = after
            inner.addnext(rest)
        else:
            inner.tail = after
