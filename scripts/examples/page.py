#!/usr/bin/env python3
"""page.py FILE...: the articles of files with boxes (hOCR, ALTO, PAGE, ...), headline by headline."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))  # share/tonglan
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "python"))  # the source tree
import tonglan

status = 0
for name in sys.argv[1:]:
    try:
        document = tonglan.repair_page(pathlib.Path(name).read_bytes()).json
    except tonglan.Error as error:
        print(f"{name}: {error}", file=sys.stderr)
        status = error.status
        continue
    for article in document["articles"]:
        first, last = article["paragraphs"]
        headline = article["headline"]
        title = "(none)" if headline is None else document["paragraphs"][headline]["text"]
        print(f"{title}: {last - first} paragraphs")
sys.exit(status)
