"""Colours of the screen as the inks of a press: black alone for greys, four inks for the rest."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

Colour = tuple[float, float, float]
"""Red, green and blue of sRGB, from 0 to 1."""
Four = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, from 0 to 1."""

_STEPS = 33
"""Values of each of red, green and blue for which the profile is asked; between them the inks are
interpolated (the number that ICC profiles themselves hold)."""
_NEARLY = 2 / 255
"""How far apart red, green and blue may be in a grey."""
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


class Inks:
    """How colours become inks for a press whose ICC profile (CMYK) is ``profile``.

    ``limit`` is the most ink in one place, as a share: 3.0 for 300 %. Raises ``ValueError`` when
    the profile is none of four inks.
    """

    def __init__(self, profile: bytes, limit: float):
        self.profile, self.limit = profile, limit
        try:
            self._press = ImageCms.ImageCmsProfile(BytesIO(profile))
        except OSError as error:
            raise ValueError("not an ICC profile") from error
        if self._press.profile.xcolor_space.strip() != "CMYK":
            raise ValueError(f"a profile of {self._press.profile.xcolor_space.strip()}")

    @property
    def description(self) -> str:
        """What the profile says it is."""
        return str(self._press.profile.profile_description or "").strip()

    def flat(self, colour: Colour) -> Four:
        """The inks of a flat colour: black alone when it is a grey."""
        if max(colour) - min(colour) <= _NEARLY:
            return (0.0, 0.0, 0.0, self.black(sum(colour) / 3))
        dot = Image.new("RGB", (1, 1), tuple(round(255 * part) for part in colour))
        cyan, magenta, yellow, black = dot.filter(self._table).tobytes()
        return (cyan / 255, magenta / 255, yellow / 255, black / 255)

    def black(self, grey: float) -> float:
        """How much black looks like a grey of the screen: 0 is white paper, 1 is solid."""
        return 1 - self._tones[round(255 * min(max(grey, 0.0), 1.0))] / 255

    def picture(self, image: Image.Image) -> tuple[Image.Image, float]:
        """A picture in inks, and the share of its surface whose ink was brought down to the limit.

        What has no colour becomes mode ``L``, for black alone; the rest becomes ``CMYK``.
        """
        if image.mode == "CMYK":
            return self._bounded(image)
        if image.mode not in ("L", "RGB"):
            image = image.convert("RGB")
        if image.mode == "RGB" and _is_grey(image):
            image = image.getchannel("G")
        if image.mode == "L":
            return image.point(list(self._tones)), 0.0
        over = sum(
            _over(_ink(image.crop(strip).filter(self._free)), self.limit)
            for strip in _strips(image)
        )
        return image.filter(self._table), over / (image.width * image.height)

    def of(self, image: Image.Image, profile: bytes) -> Image.Image:
        """A picture that carries a profile of its own, in sRGB; as it is when that is unusable."""
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(
                image, theirs, _screen(), _INTENT, image.mode, flags=_BLACK_POINT
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image
        return made or image

    def _bounded(self, image: Image.Image) -> tuple[Image.Image, float]:
        """A picture in four inks with the colours thinned under the black where there is too much.

        The black, which makes the drawing, stays.
        """
        bounded, over = image, 0
        for strip in _strips(image):
            piece = image.crop(strip)
            if found := _over(_ink(piece), self.limit):
                if bounded is image:
                    bounded = image.copy()
                bounded.paste(_thinned(piece, self.limit), strip[:2])
                over += found
        return bounded, over / (image.width * image.height)

    @cached_property
    def _nodes(self) -> Image.Image:
        """The inks that the profile gives for each point of a grid of colours, in one row."""
        steps = [round(255 * step / (_STEPS - 1)) for step in range(_STEPS)]
        grid = bytes(c for b in steps for g in steps for r in steps for c in (r, g, b))
        colours = Image.frombytes("RGB", (_STEPS**3, 1), grid)
        transform = ImageCms.buildTransform(
            _screen(), self._press, "RGB", "CMYK", _INTENT, _BLACK_POINT
        )
        made = ImageCms.applyTransform(colours, transform)
        assert made is not None
        return made

    @cached_property
    def _free(self) -> ImageFilter.Color3DLUT:
        return _lookup(self._nodes)

    @cached_property
    def _table(self) -> ImageFilter.Color3DLUT:
        """The same within the limit: what lies between two bounded points is bounded too."""
        return _lookup(self._bounded(self._nodes)[0])

    @cached_property
    def _tones(self) -> bytes:
        """For each grey of the screen, the grey of the same lightness made of black ink alone.

        The lightness of solid black stands for that of the screen's black (black point
        compensation), so that black text is solid.
        """
        ramp = Image.frombytes(
            "CMYK", (256, 1), bytes(c for k in range(256) for c in (0, 0, 0, 255 - k))
        )
        inks = _lightness(ramp, self._press)
        greys = _lightness(Image.frombytes("RGB", (256, 1), bytes(sorted([*range(256)] * 3))))
        low, high = inks[0], inks[-1]
        tones, at = [], 0
        for grey in greys:
            wanted = low + (high - low) * (grey - greys[0]) / (greys[-1] - greys[0])
            while at < 255 and inks[at] < wanted:
                at += 1
            tones.append(at)
        return bytes(tones)


def _screen() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _lightness(image: Image.Image, profile: ImageCms.ImageCmsProfile | None = None) -> list[int]:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    transform = ImageCms.buildTransform(profile or _screen(), lab, image.mode, "LAB", _INTENT)
    made = ImageCms.applyTransform(image, transform)
    assert made is not None
    return list(made.getchannel(0).tobytes())


def _lookup(nodes: Image.Image) -> ImageFilter.Color3DLUT:
    table = [value / 255 for value in nodes.tobytes()]
    return ImageFilter.Color3DLUT(_STEPS, table, channels=4, target_mode="CMYK")


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs = ((red, green), (green, blue))
    return all(_most(ImageChops.difference(*pair)) <= 255 * _NEARLY for pair in pairs)


def _most(image: Image.Image) -> int:
    return max(level for level, count in enumerate(image.histogram()) if count)


def _ink(image: Image.Image) -> Image.Image:
    """The ink of each dot of a picture in four inks: 0 to 1020, as 32 bits."""
    cyan, magenta, yellow, black = (band.convert("I") for band in image.split())
    total: Image.Image = ImageMath.lambda_eval(
        lambda a: a["c"] + a["m"] + a["y"] + a["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    return total


_TOLERANCE = 0.02
"""How much more ink counts as none: two parts in a hundred, what rounding makes."""


def _over(ink: Image.Image, limit: float) -> int:
    """How many dots have more ink than the limit."""
    bound = (limit + _TOLERANCE) * 255
    over = ImageMath.lambda_eval(lambda a: a["convert"]((a["t"] > bound) * 255, "L"), t=ink)
    return int(over.histogram()[255])


def _thinned(image: Image.Image, limit: float) -> Image.Image:
    """A picture in four inks whose colours are thinned where there is more ink than the limit."""
    *colours, black = image.split()
    most, total = limit * 255, _ink(image).convert("F")
    thinned = [
        ImageMath.lambda_eval(
            lambda a: a["convert"](
                a["c"] * a["min"]((most - a["k"]) / a["max"](a["t"] - a["k"], 1.0), 1.0), "L"
            ),
            c=colour.convert("F"),
            k=black.convert("F"),
            t=total,
        )
        for colour in colours
    ]
    return Image.merge("CMYK", (*thinned, black))


_STRIP = 1_000_000
"""The most dots that are counted at once: each takes twenty bytes and more on the way."""


def _strips(image: Image.Image) -> list[tuple[int, int, int, int]]:
    """A picture in strips as wide as itself."""
    rows = max(1, _STRIP // image.width)
    return [
        (0, top, image.width, min(top + rows, image.height)) for top in range(0, image.height, rows)
    ]


def over(image: Image.Image, limit: float) -> int:
    """How many dots of a picture in four inks have more ink than the limit."""
    return _over(_ink(image), limit)


def heaviest(image: Image.Image) -> float:
    """The most ink in one place of a picture in four inks, as a share (3.0 for 300 %)."""
    _, most = _ink(image).getextrema()
    return int(most) / 255  # type: ignore[arg-type]
