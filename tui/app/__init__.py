"""The Textual application on the session. Nothing else imports Textual."""

import os

# Textual 8.2.8 asks terminals for Kitty's keyboard protocol, in which a word of five or more Chinese characters from an
# input method arrives as garbage (textual PR #6544, #6592; canary: tests/app/test_canaries.py). Textual reads this once, when
# it is first imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
