"""Documents are read as a person would follow them: in a folder of their own, with the shipped agenda at hand."""

from tests.cli.conftest import _template, loaded_state, state

__all__ = ["_template", "loaded_state", "state"]
