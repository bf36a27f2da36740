"""The fields of the fillable variant, as other programs expect them.

WeasyPrint names every field with its full name at one level and lists each radio button once more beside its group.
Here the fields become a tree by the parts of their names (`B1-K1-W2.c03.oordeel`), fields of one name become one field
with several places, and a ticked box shows the cross that the instruction asks for, in the box drawn on the page.
"""

from collections import defaultdict

import pydyf

# What belongs to a field; the rest of a WeasyPrint field describes its place on the page.
FIELD_KEYS = ("FT", "T", "TU", "V", "Ff", "DA")
CROSS = "8"  # the cross of the standard font for form marks


def velden_ordenen(pdf: pydyf.PDF) -> None:
    """Mend the fields in place; called before the bytes are written."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    fields: dict[str, list[pydyf.Dictionary]] = defaultdict(list)
    for reference in form["Fields"]:
        field = _object(pdf, reference)
        if field["FT"] == "/Btn" and "Kids" not in field:
            _cross_in_box(pdf, field)
        if "Kids" in field:
            # The group is named by the question; each button keeps the answer in its own name.
            field["TU"] = pydyf.String(field["TU"].string.partition(": ")[0])
        if "Parent" in field:
            del field["T"]
        else:
            fields[field["T"].string].append(field)
    form["Fields"] = pydyf.Array()
    # Every box has its own appearance; a program that makes them anew would look for a font that is not embedded.
    form.pop("NeedAppearances", None)
    nodes: dict[str, pydyf.Dictionary] = {}
    for name, places in fields.items():
        _hang(pdf, nodes, name, places[0] if len(places) == 1 else _shared_field(pdf, places))


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _shared_field(pdf: pydyf.PDF, places: list[pydyf.Dictionary]) -> pydyf.Dictionary:
    """One field shown in several places: what is typed in one appears in all."""
    field = pydyf.Dictionary({key: places[0][key] for key in FIELD_KEYS if key in places[0]})
    pdf.add_object(field)
    field["Kids"] = pydyf.Array(place.reference for place in places)
    for place in places:
        place["Parent"] = field.reference
        for key in set(FIELD_KEYS) - {"DA", "TU"}:
            place.pop(key, None)
    return field


def _hang(pdf: pydyf.PDF, nodes: dict[str, pydyf.Dictionary], name: str, field: pydyf.Dictionary) -> None:
    """Put the field in the tree, under a node for each earlier part of its name."""
    path, _, last = name.rpartition(".")
    field["T"] = pydyf.String(last)
    siblings = pdf.catalog["AcroForm"]["Fields"]
    prefix = ""
    for part in path.split(".") if path else ():
        prefix = f"{prefix}.{part}"
        if prefix not in nodes:
            nodes[prefix] = node = pydyf.Dictionary({"T": pydyf.String(part), "Kids": pydyf.Array()})
            pdf.add_object(node)
            parent = nodes.get(prefix.rpartition(".")[0])
            if parent is not None:
                node["Parent"] = parent.reference
            siblings.append(node.reference)
        siblings = nodes[prefix]["Kids"]
    if prefix:
        field["Parent"] = nodes[prefix].reference
    siblings.append(field.reference)


def _cross_in_box(pdf: pydyf.PDF, box: pydyf.Dictionary) -> None:
    """The ticked state is a cross, the other one is empty: the border is already on the page."""
    state, reference = next(iter(box["AP"]["N"].items()))
    cross = _object(pdf, reference)
    _, _, width, height = cross.extra["BBox"]
    inset = width / 5
    cross.stream = [
        b"q 1.2 w 1 J",
        f"{inset:.2f} {inset:.2f} m {width - inset:.2f} {height - inset:.2f} l S".encode(),
        f"{inset:.2f} {height - inset:.2f} m {width - inset:.2f} {inset:.2f} l S Q".encode(),
    ]
    empty = pydyf.Stream([b""], dict(cross.extra))
    pdf.add_object(empty)
    box["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({state: cross.reference, "Off": empty.reference})})
    box["MK"] = pydyf.Dictionary({"CA": pydyf.String(CROSS)})
