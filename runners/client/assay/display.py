"""How runs look in a notebook, and how a program says where they are."""

import sys
from html import escape


def link(url: str | None, text: str) -> str:
    """HTML for a name that leads to its page; without one, the name alone."""
    if url is None:
        return f"<b>{escape(text)}</b>"
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener"><b>{escape(text)}</b></a>'


def announce(text: str, html: str) -> None:
    """Tells the person where the run is: a link in a notebook, a line on standard error elsewhere."""
    if "ipykernel" not in sys.modules:
        sys.stderr.write(f"assay: {text}\n")
        return
    from IPython.display import HTML, display

    display(HTML(f"assay: {html}"))
