"""tonglan for Python: broken text or OCR boxes in, articles with whole paragraphs out.

    import tonglan
    document = tonglan.repair_text("渠水流过村口的石\\n桥，孩子们看鱼。\\n")
    print(document.text)               # a paragraph a line
    document.json["articles"]          # tonglan-document/1, as a dict
    tonglan.repair_page(open("page.hocr", "rb").read()).write("alto")

One file, no dependencies: it needs libtonglan_c.so.0, found where the linker finds libraries, beside
the lib folder this file was installed with, or where TONGLAN_LIBRARY says. Options are keyword
arguments: relink ("auto", "always", "never"), explain, folios (True or False),
han_latin_space ("keep", "strip", "insert"),
direction ("auto", "horizontal", "vertical").
"""

import ctypes
import json as _json
import os
import pathlib

__all__ = ["Document", "Error", "repair_page", "repair_text", "version"]


class Error(Exception):
    """Input that can't be used; `status` is the program's exit status."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def _load():
    here = pathlib.Path(__file__).resolve()
    name = "libtonglan_c.so.0"
    places = [os.environ.get("TONGLAN_LIBRARY"), name]
    places += sorted(map(str, here.parent.parent.parent.glob("lib*/**/" + name)))
    for place in filter(None, places):
        try:
            library = ctypes.CDLL(place)
            break
        except OSError:
            continue
    else:
        raise ImportError("libtonglan_c.so.0 is not found; set TONGLAN_LIBRARY to its path")
    handle, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    for function, result, arguments in [
        ("version", text, []),
        ("open", handle, []),
        ("free", None, [handle]),
        ("set", ctypes.c_int, [handle, text, text]),
        ("feed_text", ctypes.c_int, [handle, text, size]),
        ("feed_page", ctypes.c_int, [handle, text, size, text]),
        ("document", handle, [handle, text, ctypes.POINTER(size)]),
        ("error", text, [handle]),
    ]:
        symbol = getattr(library, "tonglan_" + function)
        symbol.restype, symbol.argtypes = result, arguments
    return library


_library = _load()


def version():
    return _library.tonglan_version().decode()


class Document:
    """A repaired document; made by repair_text and repair_page."""

    def __init__(self, options):
        self._handle = _library.tonglan_open()
        if not self._handle:
            raise MemoryError("tonglan")
        for name, value in options.items():
            spelled = {True: "yes", False: "no"}.get(value, value)
            self._check(_library.tonglan_set(
                self._handle, name.replace("_", "-").encode(), str(spelled).encode()))

    def __del__(self):
        if getattr(self, "_handle", None):
            _library.tonglan_free(self._handle)

    def _check(self, status):
        if status != 0:
            message = _library.tonglan_error(self._handle).decode("utf-8", "replace")
            raise Error(status, message)

    def write(self, format):
        """The document as bytes in one of the program's formats: json, txt, md, hocr, alto, ..."""
        size = ctypes.c_size_t()
        data = _library.tonglan_document(self._handle, format.encode(), ctypes.byref(size))
        if not data:
            self._check(1)
        return ctypes.string_at(data, size.value)

    @property
    def text(self):
        """A paragraph a line, an empty line between."""
        return self.write("txt").decode("utf-8", "surrogateescape")

    @property
    def json(self):
        """Everything: lines, boxes, order, decisions, articles (tonglan-document/1)."""
        return _json.loads(self.write("json"))


def _bytes(source):
    if isinstance(source, str):
        return source.encode("utf-8", "surrogateescape")
    return bytes(source)


def repair_text(text, **options):
    """Repairs a str, or bytes of UTF-8."""
    document, data = Document(options), _bytes(text)
    document._check(_library.tonglan_feed_text(document._handle, data, len(data)))
    return document


def repair_page(page, format=None, **options):
    """Lays out a file with boxes, given as bytes or str; `format` where its first bytes don't tell."""
    document, data = Document(options), _bytes(page)
    document._check(_library.tonglan_feed_page(
        document._handle, data, len(data), format.encode() if format else None))
    return document
