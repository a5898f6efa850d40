"""One table in each container that people keep or are handed one in: packed, as a workbook, a page, Parquet."""

import base64
import csv
import gzip
import html
import io
import zlib
from collections.abc import Callable, Sequence

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from broken_files import packed
from tradeview.table.csv import write_lines

Lines = Sequence[Sequence[str]]

# A workbook of before 2007, which no package here writes: a sheet `Notes`, and one `Data` with the ledger below.
OLD_WORKBOOK = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6h8OPd-K;g&X@)o*kEL3E)+LyY${AwiYd|$fjwtlAdd5f*H{@;rp=;75Cl;Xf#If&)utb6QM3sXj9LUi;MB5JP|!ksoqOI-"
        "j?Kb>l9YEI_uPBVx#xcO-FxoOdv9l>bCVBi^018dfCm<h0C<<^7^Z+NL;&rEA&PeH$7Hy)rYPXYiS)|wtZc?7=1|Oc9ymOZULpthjOiF;pi4`u"
        "u~nq~)CYx$KD06kV~@jaOkt>|epL`p5Z_4rKGl6rd@pIP5O2l0bL=S0#=9DJTXB4t*O4uZoWW!A`AC{(sDjrbjxStgW?dQf>4Qq@|1{J}A(#T3"
        "xehh0>Pl)3Dsc*@;D-?d_-?P&7cp1Ax_Snv|5>Q_713Yg62KT3$C(Jk9F#$eBrGy6xU70I2O+pD3xx!2N>-VNa~REl)j&-"
        "8u#!|`BN<$?8C4(DlDGluYDUwus*cu-qGvHEu)Py0?Q|Gdi#9y0B?q&k{Ru6pVzZ}|)QE~si4k2_(}__JK<ANO<UM`8*r<9&w1xgn%}vdy?dxp"
        "|iX(uwj7Y(jQAP_Xgggo5RF2Yeir}FzfA8D7&VlZDKWWD3m@p5MZQ||0fQ!Ndox_gB<PGGpi}*OTx|zx~#4B-"
        ">Ft6{fvI^}JROb>|>k+4g=zV<qlJX8L=e{0%Qk(k{--"
        "+evj{Mom=@0QqsKdi8iT>i5fJWBHZrv30G;Zh2+IBt>ul{2T^7Dw*cf&d{%V7b6RE(O(DzAV?qAG4tziBl_)kEC3hDX&`bX3I~o02^`ro>V5IF"
        "bh?$&n<KWJi)w@;Z_iC7*@LmZ6^KLDEIx&K9#iBUC@wl0XeOl0XeQl0e;nlG%ztebfGGt7#LcAq$lkLFI&c*Fxn5sJsA`7ohS2R8FYl*Kb%h8<"
        "nCGibbVMF1h5AOD?&z4vEoK$-"
        "Ev)bQv<Qo<8fp&H|=I_czJ9r5@1m$>L|}0Z3!6!)QtIvk7Eox5ZZIWB)G{bO_OP7=i)n$56@fi=Pf`>HDnMG4l78P^tKfrS$V3<NpE)tRSc"
    )
)
OLD_LEDGER = (
    "period,reporter,partner,flow,commodity_code,value,currency\n"
    "2023,MYS,RUS,export,0101,1500000.5,USD\n"
    "2024,MYS,RUS,export,0101,2500000,USD\n"
)
OF_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def split(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def by_commas(text: str) -> str:
    """The text of a table by commas, where it is one by tabs."""
    return write_lines(split(text, "\t")) if "\t" in text else text


def workbook(*sheets: tuple[str, Lines]) -> bytes:
    """A workbook as Excel has it, its numbers numbers, but those with a zero before them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_value(cell) for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(cell: str) -> str | float | None:
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return cell if cell.startswith("0") and cell.isdecimal() else number


def open_document(content: str) -> bytes:
    """An OpenDocument workbook of one sheet, of rows in XML."""
    spaces = " ".join(f'xmlns:{name}="{OF_DOCUMENT}{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="Data">{content}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{OF_DOCUMENT}manifest:1.0">{entry}</manifest:manifest>'
    document = f"<office:document-content {spaces}>{body}</office:document-content>"
    members = {"mimetype": SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": document}
    return packed({name: text.encode() for name, text in members.items()})


def rows_of_document(lines: Lines) -> str:
    rows = []
    for line in lines:
        cells = [f"<text:p>{html.escape(cell)}</text:p>" for cell in line]
        begun = '<table:table-cell office:value-type="string">'
        line_of_cells = "".join(f"{begun}{cell}</table:table-cell>" for cell in cells)
        rows.append(f"<table:table-row>{line_of_cells}</table:table-row>")
    return "".join(rows)


def page(lines: Lines) -> bytes:
    """A page as sites hand it out under the name of a workbook."""
    rows = []
    for line in lines:
        cells = [f"<td>{html.escape(cell)}</td>" for cell in line]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><table border=1>{''.join(rows)}</table></body></html>".encode()


def parquet(lines: Lines) -> bytes:
    """Parquet with a column of text for each column of the table, without what stands above the header."""
    width = max(map(len, lines))
    widest = [line for line in lines if len(line) == width]
    if not any(line[-1] for line in widest) and len(lines[0]) == width - 1:  # a comma at the ends of all rows alone
        lines, width = [line[: width - 1] for line in lines], width - 1
    header, *rows = [line for line in lines if len(line) == width]
    columns = {name: [row[place] or None for row in rows] for place, name in enumerate(header)}
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), out)
    return out.getvalue()


def text_by(delimiter: str, lines: Lines) -> bytes:
    """Text by tabs, as Excel saves it, or by another separator."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


# What a file is called, and how it is made of the text of a table by commas.
CONTAINERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("data.csv", str.encode),
    "text by semicolons": ("data.csv", lambda text: text_by(";", split(text))),
    "text by tabs called .xls": ("data.xls", lambda text: text_by("\t", split(text))),
    "a .zip": ("data.zip", lambda text: packed({"a/data.csv": text.encode(), "readme.txt": b"as it is"})),
    "a .gz": ("data.csv.gz", lambda text: gzip.compress(text.encode(), mtime=0)),
    "a .zip in a .zip": ("data.zip", lambda text: packed({"data.zip": packed({"data.csv": text.encode()})})),
    "a workbook": ("data.xlsx", lambda text: workbook(("Data", split(text)))),
    "a sheet behind notes": ("data.xlsm", lambda text: workbook(("Notes", [["as it is"]]), ("Data", split(text)))),
    "a workbook without its name": ("data.csv", lambda text: workbook(("Data", split(text)))),
    "an OpenDocument": ("data.ods", lambda text: open_document(rows_of_document(split(text)))),
    "a page called .xls": ("data.xls", lambda text: page(split(text))),
    "Parquet": ("data.parquet", lambda text: parquet(split(text))),
    "Parquet in a .zip": ("data.zip", lambda text: packed({"data.parquet": parquet(split(text))})),
}
