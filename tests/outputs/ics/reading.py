"""A strict reader of iCalendar, for tests only: it refuses whatever RFC 5545 does not allow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):(.*)")
_ONCE = {
    "VCALENDAR": ({"VERSION", "PRODID"}, {"CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "REFRESH-INTERVAL"}),
    "VEVENT": (
        {"UID", "DTSTAMP", "DTSTART"},
        {"DTEND", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "TRANSP", "CLASS", "LOCATION"},
    ),
}
_TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "UID", "LOCATION"}


@dataclass
class Component:
    """A component with its lines and the components inside it."""

    kind: str
    lines: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.lines]

    def has(self, name: str) -> bool:
        return name in self.names

    def line(self, name: str) -> tuple[dict[str, str], str]:
        [(_, parameters, value)] = [line for line in self.lines if line[0] == name]
        return parameters, value

    def value(self, name: str) -> str:
        return self.line(name)[1]


def read(content: bytes) -> Component:
    """The calendar in a file.

    Raises:
        AssertionError: something the standard does not allow.
    """
    assert content.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content), "a line ends with CR LF and nothing else"
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    unfolded = content.decode().replace("\r\n ", "")
    open_: list[Component] = [Component("")]
    for line in unfolded.split("\r\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        name, written, value = match.groups()
        parameters = dict(part.split("=") for part in written.split(";")[1:])
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name == "BEGIN":
            open_.append(Component(value))
        elif name == "END":
            done = open_.pop()
            assert done.kind == value
            _check(done)
            open_[-1].parts.append(done)
        else:
            open_[-1].lines.append((name, parameters, _text(value) if name in _TEXTS else value))
    [root] = open_
    [calendar] = root.parts
    assert calendar.kind == "VCALENDAR"
    return calendar


def _check(found: Component) -> None:
    required, optional = _ONCE[found.kind]
    assert required <= set(found.names)
    for name in required | optional:
        assert found.names.count(name) <= 1, f"{name} stands twice"
    if found.kind == "VEVENT":
        assert re.fullmatch(r"\d{8}T\d{6}Z", found.value("DTSTAMP"))
        kind, start = found.line("DTSTART")
        pattern = r"\d{8}" if kind.get("VALUE") == "DATE" else r"\d{8}T\d{6}Z"
        assert re.fullmatch(pattern, start)
        if found.has("DTEND"):
            assert found.line("DTEND")[0] == kind
            assert found.value("DTEND") > start


def _text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a separator that is not escaped"
    assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value), "a backslash that escapes nothing"
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
