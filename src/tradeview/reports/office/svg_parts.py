"""Pictures of shapes in documents of an office program: each stands behind one of points, which older programs show."""

from typing import Any

from lxml import etree

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SVG_TYPE = "image/svg+xml"
# Programs since 2016 look here for the shapes of a picture of points.
SVG_PICTURE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def point_at_svg(picture: Any, key: str) -> None:
    """Say of a picture of points in a document which part of it has the shapes that it stands in for."""
    (blip,) = picture.iter(f"{{{DRAWING}}}blip")
    extensions = etree.SubElement(blip, f"{{{DRAWING}}}extLst")
    extension = etree.SubElement(extensions, f"{{{DRAWING}}}ext", uri=SVG_EXTENSION)
    shapes = etree.SubElement(extension, f"{{{SVG_PICTURE}}}svgBlip", nsmap={"asvg": SVG_PICTURE})
    shapes.set(f"{{{RELATIONSHIPS}}}embed", key)
