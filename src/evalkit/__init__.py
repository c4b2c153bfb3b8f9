"""Official scoring schemes that everybody can run, check and trust."""

__version__ = "0.1.0"
