"""Tables as Excel workbooks."""
