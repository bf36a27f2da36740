"""The fields of the fillable variant: one entry per field, in a tree by the parts of its name."""

import pydyf


def velden_ordenen(pdf: pydyf.PDF) -> None:
    """WeasyPrint lists each radio button beside its group: keep the groups only."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    objects = {obj.reference: obj for obj in pdf.objects}
    keep = []
    for reference in form["Fields"]:
        field = objects[reference]
        if "Parent" in field:
            field.pop("T", None)
        else:
            keep.append(reference)
    form["Fields"] = pydyf.Array(keep)
