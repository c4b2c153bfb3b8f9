"""What is wrong, where, and what to do: messages, places and diagnostics as values."""

from evalkit.diagnostics.diagnostic import Diagnostic, EvalkitError, Kind, Place, Problems, Severity
from evalkit.diagnostics.message import Language, Message, Words, literally

__all__ = [
    "Diagnostic",
    "EvalkitError",
    "Kind",
    "Language",
    "Message",
    "Place",
    "Problems",
    "Severity",
    "Words",
    "literally",
]
