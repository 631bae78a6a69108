"""Web archives (.mht, .mhtml): the first page in the message, as browsers and WPS save them."""

from __future__ import annotations

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.reading import html
from tui.reading.decoding import decoded
from tui.reading.document import Document


def read(content: bytes, file: str) -> Document:
    """The visible lines of the page. Raises `BaogaoError` for an archive without one."""
    from email import message_from_bytes
    from email.errors import MessageError

    try:
        message = message_from_bytes(content)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                inner = part.get_payload(decode=True)
                if isinstance(inner, bytes):
                    return html.of_text(decoded(inner, file, part.get_content_charset()), file)
    except (MessageError, RecursionError, ValueError) as error:
        raise _without_page(file) from error
    raise _without_page(file)


def _without_page(file: str) -> BaogaoError:
    return BaogaoError(
        say("this web archive contains no page"),
        place=Place(file),
        remedy=say("save the page again, as “web page, HTML only”"),
    )
