"""How runs look in a notebook."""

from html import escape


def link(url: str | None, text: str) -> str:
    """HTML for a name that leads to its page; without one, the name alone."""
    if url is None:
        return f"<b>{escape(text)}</b>"
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener"><b>{escape(text)}</b></a>'
