"""How the bytes of a text are letters: as the user says, as a mark at its beginning says, or as they make words."""

import codecs

from cellstats.reading.legacy import ENCODINGS, decode, likelihood

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WIDE = {0: "utf-16-be", 1: "utf-16-le"}  # by where in a pair the nought of an ASCII letter stands
_FEW = 0.3  # of the letters of a table at least so many are ASCII: digits, delimiters
_SAMPLE = 20_000  # letters that are enough to guess by


class UndecodableError(ValueError):
    """Bytes that are no text; `code` names the finding that tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_encoding(name: str) -> bool:
    """Tell whether an encoding of this name is known."""
    try:
        "".encode(name)
    except LookupError:
        return name in ENCODINGS
    return True


def read_text(content: bytes, encoding: str | None) -> tuple[str, str | None]:
    """Return the text, and the name of its encoding where that had to be guessed.

    Without an encoding: what a mark at the beginning says, else UTF-8 or UTF-16, else windows-1258, or windows-1252,
    which a text in TCVN3 or VNI is saved in.

    Raises:
        UndecodableError: for bytes that are no text in the encoding.

    """
    if encoding:
        return _said(content, encoding), None
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    wide = next((name for at, name in _WIDE.items() if _is_wide(content, at)), None)
    try:
        return content.decode(marked or wide or "utf-8"), None
    except UnicodeDecodeError:
        if marked or wide:
            raise UndecodableError("text-not-unicode") from None
    return _guessed(content)


def _is_wide(content: bytes, at: int) -> bool:
    """Tell whether of each pair of bytes one is often a nought, and the other hardly ever."""
    first, other = content[at:_SAMPLE:2], content[1 - at : _SAMPLE : 2]
    return len(content) % 2 == 0 and first.count(0) > _FEW * len(first) and other.count(0) * 10 < len(other)


def _said(content: bytes, encoding: str) -> str:
    try:
        if encoding in ENCODINGS:
            lines = content.decode("cp1252").splitlines(keepends=True)
            return "".join(_converted(line, encoding) for line in lines)
        return content.decode("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise UndecodableError("encoding-wrong") from None


def _converted(line: str, encoding: str) -> str:
    """Return a line in Unicode, its spaces and line break as they are."""
    bare = line.strip()
    start = line.find(bare)
    return line[:start] + "\t".join(decode(field, encoding) for field in bare.split("\t")) + line[start + len(bare) :]


def _guessed(content: bytes) -> tuple[str, str]:
    """Return the text in that one of two encodings in which more of it is Vietnamese."""
    texts = {name: content.decode(name, "replace") for name in ("cp1258", "cp1252")}
    if any("\ufffd" in text for text in texts.values()) or "\0" in texts["cp1252"]:
        raise UndecodableError("text-not-unicode")
    sample = texts["cp1252"][:_SAMPLE]
    western = max(likelihood(decode(sample, name)) for name in ENCODINGS)
    if western > likelihood(texts["cp1258"][:_SAMPLE]):
        return texts["cp1252"], "windows-1252"
    return texts["cp1258"], "windows-1258"
