"""SDMX-ML data messages 2.1 and 3.0, generic and structure-specific: read as a stream, without document types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NoReturn
from xml.parsers import expat

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import Cube, note
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.sdmx_ml_table import Header, Table

_STEP: Final = 65_536
_ROOT: Final = re.compile(
    r"<(?:[A-Za-z_][\w.\-]*:)?(?:(?:Generic|StructureSpecific)(?:TimeSeries)?Data|CompactData|UtilityData|Structure|Error)[\s>]"
)
_SDMX: Final = re.compile(r"http://www\.sdmx\.org/resources/sdmxml/schemas/v(\d)_(\d)/message", re.IGNORECASE)
_DATA: Final = {
    "GenericData": True,
    "GenericTimeSeriesData": True,
    "StructureSpecificData": False,
    "StructureSpecificTimeSeriesData": False,
}
_ASK: Final = "Ask for the data as SDMX-ML 2.1 or 3.0, or as SDMX-CSV."
_OTHERS: Final = {
    "Error": ("is an error message of the service", "Check what was asked for and ask again."),
    "Structure": ("is an SDMX structure, without figures", _ASK),
}
_XINCLUDE: Final = "http://www.w3.org/2001/XInclude"
#: Elements whose text names the table in the header of one version or the other.
_NAMING: Final = frozenset({"URN", "Structure", "StructureUsage", "ProvisionAgreement", "ProvisionAgrement", "Name"})
_MOST_TEXT: Final = 1_000


def recognises(text: str) -> bool:
    """Tell whether the beginning of a text is that of an SDMX message."""
    return text.startswith("<") and "sdmx.org" in text.lower() and bool(_ROOT.search(text))


def read(*, name: str, content: bytes, findings: Findings) -> Cube:  # noqa: ARG001  (every format is read in one way)
    """Open a data message; the observations are read as the caller goes through `cells`.

    A structure-specific message does not tell dimensions from attributes: those of the first series are taken that are
    no attribute known to SDMX. Datum.row counts the observations. The scale (UNIT_MULT) is not applied.

    Raises:
        Refused: no such message, one with a document type, or one that breaks before its first observation.
    """
    message = _Message(findings)
    batches = message.batches(content)
    first = next(batches, [])
    if message.table.ids is None:
        findings.refuse_if_any()
        findings.stop("", "holds no observation", "Ask for the table with its figures.")
    return Cube(
        dataset=message.header.dataset,
        dimensions=message.table.ids,
        title=message.header.title,
        updated=None,
        cells=_cells(first, batches, findings),
    )


def _cells(first: list[Datum], batches: Iterator[list[Datum]], findings: Findings) -> Iterator[Datum]:
    yield from first
    for batch in batches:
        yield from batch
    findings.refuse_if_any()


class _Message:
    """One message on its way through the parser, element by element."""

    def __init__(self, findings: Findings) -> None:
        """Start before the root."""
        self.header = Header()
        self.table = Table(header=self.header, findings=findings)
        self._findings = findings
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._document_type
        parser.EntityDeclHandler = self._document_type
        parser.ExternalEntityRefHandler = self._document_type
        self._limits = findings.limits
        self._depth = 0
        self._begun = 0
        self._generic = False
        self._in_header = False
        self._component = ""
        self._text: list[str] = []
        self._dataset: str | None = None

    def batches(self, content: bytes) -> Iterator[list[Datum]]:
        """Yield the cells of each piece of the file that holds some."""
        quiet = 0
        for at in range(0, len(content), _STEP):
            begun = self._begun
            piece = content[at : at + _STEP]
            self._parse(piece, last=at + _STEP >= len(content))
            quiet = quiet + len(piece) if begun == self._begun else 0
            if quiet > self._limits.xml_tag_bytes:
                self._stop(f"holds a tag or text of more than {self._limits.xml_tag_bytes:,} bytes", _ASK)
            if made := self.table.taken():
                yield made

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            self._stop(f"is no well-formed XML ({said})", "Copy or download it again.")
        except (LookupError, ValueError) as error:
            self._stop(f"has an encoding that cannot be read ({str(error)[:80]})", "Save it as UTF-8.")

    def _stop(self, message: str, remedy: str) -> NoReturn:
        self._findings.stop(f"line {self._parser.CurrentLineNumber}", message, remedy)

    def _document_type(self, *_declared: object) -> NoReturn:
        self._stop("declares a document type or entities, which no table needs", _ASK)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._begun += 1
        space, _, local = name.rpartition(" ")
        limits = self._limits
        if self._depth > limits.xml_depth:
            self._stop(f"nests its elements more than {limits.xml_depth} deep", _ASK)
        if len(attributes) > limits.xml_attributes:
            self._stop(f"has {len(attributes):,} attributes on one element", _ASK)
        if self._depth == 1:
            self._root(space, local)
        elif space == _XINCLUDE:
            self._stop("includes another file", "Give one whole file.")
        elif self._in_header:
            self._start_in_header(local, attributes)
        elif local == "Header":
            self._in_header = True
            self._parser.CharacterDataHandler = self._gather
        elif local == "DataSet":
            self._data_set(attributes)
        elif local == "Comp" or self._component:
            self._start_component(local, attributes)
        else:
            self._of_table(local, attributes)

    def _of_table(self, local: str, attributes: dict[str, str]) -> None:
        table = self.table
        if self._generic:
            table.start_generic(local, attributes)
        elif local == "Obs":
            table.start_specific(attributes)
        elif local == "Series":
            table.start_series(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(" ")[2]
        if self._in_header:
            self._end_in_header(local)
        elif self._component:
            self._end_component(local)
        elif local in {"Obs", "Series"}:
            try:
                self.table.end(local)
            except CellError as error:
                place = f"observation {self.table.count:,} (line {self._parser.CurrentLineNumber})"
                note(self._findings, place, error)

    def _root(self, space: str, local: str) -> None:
        version = _SDMX.fullmatch(space)
        if version and local in _OTHERS:
            self._stop(*_OTHERS[local])
        if not version or local not in _DATA:
            what = (
                f"SDMX-ML {version[1]}.{version[2]} {shown(local)}"
                if version
                else f"XML that begins with {shown(local)}"
            )
            self._stop(f"is {what}, no data message that is read here", _ASK)
        elif version[1] not in {"2", "3"} or version.group(1, 2) == ("2", "0"):
            self._stop(f"is SDMX-ML {version[1]}.{version[2]}", _ASK)
        self._generic = _DATA.get(local, False)

    def _start_in_header(self, local: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        if local == "Structure" and "dimensionAtObservation" in attributes:
            self.header.at_observation = attributes["dimensionAtObservation"]
        elif local == "Ref" and "id" in attributes:
            self.header.take_name(attributes["id"])

    def _gather(self, text: str) -> None:
        if len(self._text) < _MOST_TEXT and len(text) < 10 * _MOST_TEXT:
            self._text.append(text)

    def _end_in_header(self, local: str) -> None:
        text = "".join(self._text).strip()[:_MOST_TEXT]
        self._text.clear()
        if local == "Header":
            self._in_header = False
            self._parser.CharacterDataHandler = None
        elif text and local == "Name":
            self.header.title = self.header.title or " ".join(text.split())[:400]
        elif text and local in _NAMING:
            self.header.take_urn(text)

    def _data_set(self, attributes: dict[str, str]) -> None:
        named = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        if named.get("action", "").lower() in {"delete", "d"}:
            self._stop("asks to delete, not to add figures", "Ask for the table itself.")
        structure = named.get("structureRef", "")
        if self._dataset is not None and structure != self._dataset:
            self._stop("holds two tables", "Give one table a file.")
        self._dataset = structure

    def _start_component(self, local: str, attributes: dict[str, str]) -> None:
        """Take the value of a component that SDMX 3.0 writes as an element: <Comp id="OBS_STATUS"><Value>b</Value>."""
        if local == "Comp":
            self._component = attributes.get("id", "") or "?"
            self._parser.CharacterDataHandler = self._gather
        self._text.clear()

    def _end_component(self, local: str) -> None:
        text = "".join(self._text).strip()[:_MOST_TEXT]
        self._text.clear()
        if local == "Value" and text:
            self.table.take_component(self._component, text)
        elif local == "Comp":
            self._component = ""
            self._parser.CharacterDataHandler = None
