"""The colours of a finished PDF made into inks: content streams, gradients, masks, pictures.

The pages stay as they are: only what sets a colour is rewritten, and what serves the screen alone
(tags, links) is left out. Operators after ISO 32000-1, §8.6 and annex A.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator
from PIL import Image

from publish.images.raster import decoding
from publish.press.inks import Colour, Inks

_TAGGING = frozenset(("BMC", "BDC", "EMC", "MP", "DP"))
_RGB, _GREY, _CMYK, _LAB = "/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Lab"
_FILLS = {"rg": False, "g": False, "k": False, "sc": False, "scn": False, "cs": False}
_STROKES = {name.upper(): True for name in _FILLS}
_SETS = _FILLS | _STROKES
_DIRECT = {"RG": _RGB, "G": _GREY, "K": _CMYK}
_KINDS = {
    "Do": "/XObject",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "Tf": "/Font",
    "scn": "/Pattern",
    "SCN": "/Pattern",
}
_QUALITY = 95
"""Of pictures that were JPEGs and have to be encoded again in their inks."""

Instruction = tuple[Sequence[Any], Operator]


@dataclass
class Pressed:
    """What was met on the way: whether the sheets hold more than black, and what stayed in RGB.

    ``heavy`` gives by the name of its resource the share of a picture whose ink was brought down to
    the limit.
    """

    coloured: bool = False
    kept: set[str] = field(default_factory=set)
    heavy: dict[str, float] = field(default_factory=dict)


class Press:
    """Rewrites the pages of one PDF for the press; each resource is rewritten once."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks):
        self._pdf, self._inks = pdf, inks
        self.found = Pressed()
        self._done: set[tuple[int, int]] = set()
        self._moved: set[tuple[int, int]] = set()

    def pages(self, margins: Sequence[float]) -> None:
        """Rewrite every page. Their resources are those that they use, and no other.

        ``margins`` tells how far each page will be moved, to the right and up.
        """
        for page, margin in zip(self._pdf.pages, margins, strict=True):
            used = Dictionary()
            content = self._stream(page, page.get("/Resources", Dictionary()), used)
            for pattern in used.get("/Pattern", Dictionary()).values():
                self._move(pattern, margin)
            page["/Contents"] = self._pdf.make_stream(content)
            page["/Resources"] = used

    # --- content ----------------------------------------------------------------------------------

    def _stream(
        self, holder: Any, resources: Any, used: Dictionary, *, is_mask: bool = False
    ) -> bytes:
        """The content of a page or a form in inks; what it uses of ``resources`` goes to ``used``.

        In a mask colours are not printed, they say how much is let through: they become greys.
        """
        spaces = [(_GREY, _GREY)]
        written: list[Instruction] = []
        for instruction in pikepdf.parse_content_stream(holder):
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator in _TAGGING:
                continue
            if operator == "q":
                spaces.append(spaces[-1])
            elif operator == "Q" and len(spaces) > 1:
                spaces.pop()
            elif operator == "INLINE IMAGE":
                self.found.kept.add(operator.lower())
            if operator in _SETS:
                written += self._set(operator, operands, spaces, resources, is_mask=is_mask)
            else:
                written.append((operands, instruction.operator))
            if operator in _KINDS:
                self._use(_KINDS[operator], operands, resources, used, is_mask=is_mask)
        return pikepdf.unparse_content_stream(written)

    def _set(
        self,
        operator: str,
        operands: Sequence[Any],
        spaces: list[tuple[str, str]],
        resources: Any,
        *,
        is_mask: bool,
    ) -> Iterator[Instruction]:
        stroke, upper = _SETS[operator], operator.upper()
        if upper == "CS":
            space = _space(operands[0], resources)
            fill, line = spaces[-1]
            spaces[-1] = (fill, space) if stroke else (space, line)
            if space == "/Pattern":
                yield operands, Operator(operator)
            return
        if operands and isinstance(operands[-1], Name):
            yield operands, Operator(operator)  # a pattern
            return
        space = _DIRECT.get(upper) or spaces[-1][stroke]
        yield self._colour([float(value) for value in operands], space, stroke, is_mask)

    def _colour(
        self, values: Sequence[float], space: str, stroke: bool, is_mask: bool
    ) -> Instruction:
        if is_mask:
            level = values[0] if space == _GREY else _luminosity(_screen_colour(values, space))
            return [_number(level)], Operator("G" if stroke else "g")
        inks = self._flat(values, space)
        return [_number(ink) for ink in inks], Operator("K" if stroke else "k")

    def _flat(self, values: Sequence[float], space: str) -> Sequence[float]:
        inks = values if space == _CMYK else self._inks.flat(_screen_colour(values, space))
        self.found.coloured |= any(inks[:3])
        return inks

    # --- resources --------------------------------------------------------------------------------

    def _use(
        self, kind: str, operands: Sequence[Any], resources: Any, used: Any, *, is_mask: bool
    ) -> None:
        name = operands[0] if kind == "/Font" else operands[-1] if operands else None
        if not isinstance(name, Name) or name not in resources.get(kind, {}):
            return
        if kind not in used:
            used[kind] = Dictionary()
        used[kind][name] = resources[kind][name]
        resource = resources[kind][name]
        if resource.is_indirect:
            if resource.objgen in self._done:
                return
            self._done.add(resource.objgen)
        rewrite: dict[str, Callable[[Any, bool], None]] = {
            "/XObject": self._form,
            "/ExtGState": self._state,
            "/Pattern": self._pattern,
            "/Shading": self._shading,
            "/Font": self._font,
        }
        if resource.get("/Subtype") == "/Image":
            self._picture(resource, str(name))
        else:
            rewrite[kind](resource, is_mask)

    def _form(self, item: Any, is_mask: bool) -> None:
        used = Dictionary()
        resources = item.get("/Resources", Dictionary())
        item.write(self._stream(item, resources, used, is_mask=is_mask))
        item["/Resources"] = used
        group = item.get("/Group")
        if group is not None and "/CS" in group:
            group["/CS"] = Name(_GREY if is_mask else _CMYK)

    def _state(self, state: Any, _: bool) -> None:
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            form = mask["/G"]
            if form.objgen not in self._done:
                self._done.add(form.objgen)
                self._form(form, mask.get("/S") == "/Luminosity")

    def _move(self, pattern: Any, margin: float) -> None:
        """A pattern lies on the page, whatever moves its content (ISO 32000-1, §8.7.3.1)."""
        if pattern.objgen not in self._moved:
            self._moved.add(pattern.objgen)
            matrix = [float(value) for value in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0])]
            moved = [*matrix[:4], matrix[4] + margin, matrix[5] + margin]
            pattern["/Matrix"] = Array([round(value, 4) for value in moved])

    def _pattern(self, pattern: Any, is_mask: bool) -> None:
        if "/Shading" in pattern:
            self._shading(pattern["/Shading"], is_mask)
        else:
            self._form(pattern, is_mask)

    def _font(self, font: Any, _: bool) -> None:
        if font.get("/Subtype") == "/Type3":
            self.found.kept.add("type 3")

    def _shading(self, shading: Any, is_mask: bool) -> None:
        """A gradient: the colours where its functions begin and end."""
        space = _space(shading["/ColorSpace"], {})
        if space == _GREY or (space == _CMYK and not is_mask):
            return

        def turned(values: Array) -> Array:
            numbers = [float(value) for value in values]
            if is_mask:
                return Array([_number(_luminosity(_screen_colour(numbers, space)))])
            return Array([_number(ink) for ink in self._flat(numbers, space)])

        for function in _functions(shading["/Function"]):
            if int(function["/FunctionType"]) == 2:
                for key in ("/C0", "/C1"):
                    function[key] = turned(function[key])
            elif int(function["/FunctionType"]) == 0:
                self.found.kept.add("sampled function")
        shading["/ColorSpace"] = Name(_GREY if is_mask else _CMYK)

    # --- pictures ---------------------------------------------------------------------------------

    def _picture(self, item: Any, name: str) -> None:
        if item.get("/ImageMask"):
            return
        is_jpeg = item.get("/Filter") == "/DCTDecode"
        with decoding():
            if is_jpeg:
                source: Image.Image = Image.open(BytesIO(item.read_raw_bytes()))
                source.load()
            else:
                source = pikepdf.PdfImage(item).as_pil_image()
            profile = source.info.get("icc_profile")
            if profile and source.mode == "RGB":
                source = self._inks.of(source, profile)
            picture, heavy = self._inks.picture(source)
        if heavy:
            self.found.heavy[name] = heavy
        four = picture.mode == "CMYK"
        self.found.coloured |= four
        if picture is source:
            return  # in inks already, and within the limit
        for key in ("/Decode", "/DecodeParms"):
            if key in item:
                del item[key]
        item["/ColorSpace"] = Name(_CMYK if four else _GREY)
        item["/BitsPerComponent"] = 8
        if not is_jpeg:
            item.write(zlib.compress(picture.tobytes(), 9), filter=Name("/FlateDecode"))
            return
        target = BytesIO()
        picture.save(target, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        item.write(target.getvalue(), filter=Name("/DCTDecode"))
        if four:
            # A JPEG in four inks holds them inverted, as Adobe’s do.
            item["/Decode"] = Array([1, 0] * 4)


def _space(space: Any, resources: Any) -> str:
    """The name of the device’s colour space that a colour space comes down to."""
    named = resources.get("/ColorSpace", {})
    if isinstance(space, Name) and space in named:
        space = named[space]
    if isinstance(space, Array):
        if space[0] == "/ICCBased":
            return {1: _GREY, 4: _CMYK}.get(int(space[1]["/N"]), _RGB)
        space = space[0]
    return str(space)


def _functions(function: Any) -> Iterator[Any]:
    for one in function if isinstance(function, Array) else [function]:
        if "/Functions" in one:
            for inner in one["/Functions"]:
                yield from _functions(inner)
        else:
            yield one


def _screen_colour(values: Sequence[float], space: str) -> Colour:
    """A colour in sRGB."""
    if space == _GREY:
        return (values[0], values[0], values[0])
    if space == _LAB:
        return _from_lab(*values[:3])
    if space == _CMYK:
        cyan, magenta, yellow, black = values
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    red, green, blue = values[:3]
    return (red, green, blue)


def _from_lab(lightness: float, a: float, b: float) -> Colour:
    """CIE L*a*b* (D50) in sRGB, cut to what it holds (CSS Color 4, §10)."""
    fy = (lightness + 16) / 116
    xyz = [
        white * (f**3 if f > 6 / 29 else (f - 16 / 116) * 3 * (6 / 29) ** 2)
        for f, white in zip((fy + a / 500, fy, fy - b / 200), (0.9643, 1.0, 0.8251), strict=True)
    ]
    linear = (
        sum(part * weight for part, weight in zip(xyz, row, strict=True))
        for row in (
            (3.1341359, -1.6173864, -0.4906619),
            (-0.9787955, 1.9162544, 0.0334427),
            (0.0719554, -0.2289768, 1.4053860),
        )
    )
    red, green, blue = (
        min(1.0, max(0.0, 12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
        for v in linear
    )
    return (red, green, blue)


def _luminosity(colour: Colour) -> float:
    """How light a colour is, as masks count it (ISO 32000-1, §11.5.3)."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}").normalize() + 0
