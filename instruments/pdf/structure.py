"""The tag tree that a screen reader walks: what WeasyPrint leaves out or leaves loose (aimed at PDF/UA-1).

- Head and foot of the page are artifacts: they are not read out on every page.
- A head cell says whether it is the head of its column or of its row.
- A link is announced by its words, not by the name of its anchor.
"""

from collections.abc import Iterator

import pydyf
from weasyprint import Document


def structuur_afmaken(document: Document, pdf: pydyf.PDF) -> None:
    """Mend the tag tree in place; called before the bytes are written."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    reached = set()
    for element, in_head in _walk(pdf, _object(pdf, root["K"][0]), False):
        reached.add(element.number)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
    _set_loose_content_apart(pdf, reached, _object(pdf, root["ParentTree"])["Nums"])
    _name_links(document)


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _walk(
    pdf: pydyf.PDF, element: pydyf.Dictionary, in_head: bool
) -> Iterator[tuple[pydyf.Dictionary, bool]]:
    """Every element below this one, and whether it stands in the head of a table."""
    stack = [(element, in_head)]
    while stack:
        element, in_head = stack.pop()
        yield element, in_head
        for kid in element["K"]:
            child = _object(pdf, kid) if isinstance(kid, bytes) else None
            if child is not None and child.get("Type") == "/StructElem":
                stack.append((child, in_head or element["S"] == "/THead"))


def _set_loose_content_apart(pdf: pydyf.PDF, reached: set[int], numbers: pydyf.Array) -> None:
    """What belongs to no reached element stands in a margin: mark it as an artifact on its page."""
    for page_reference in pdf.page_references:
        page = _object(pdf, page_reference)
        parents = numbers[numbers.index(page["StructParents"]) + 1]
        loose = {mcid for mcid, parent in enumerate(parents) if int(parent.split()[0]) not in reached}
        for mcid in loose:
            parents[mcid] = "null"
        _mark_artifacts(_object(pdf, page["Contents"]).stream, loose)
    for obj in pdf.objects:
        if (
            isinstance(obj, pydyf.Dictionary)
            and obj.get("Type") == "/StructElem"
            and obj.number not in reached
        ):
            obj.clear()


def _mark_artifacts(operators: list, loose: set[int]) -> None:
    for index, operator in enumerate(operators):
        if operator == b"BDC" and operators[index - 1].get("MCID") in loose:
            operators[index - 2] = "/Artifact"
            operators[index - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _name_links(document: Document) -> None:
    for page in document.pages:
        for _kind, _target, _rectangle, box in page.links:
            if box.link_annotation:
                words = " ".join("".join(box.element.itertext()).split())
                box.link_annotation["Contents"] = pydyf.String(words)
