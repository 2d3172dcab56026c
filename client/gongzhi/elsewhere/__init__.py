"""What other systems hold: proposals and comments as Decidim exports them, and 311 requests."""

from gongzhi.elsewhere.decidim import read_decidim
from gongzhi.elsewhere.importing import Outcome, import_matters
from gongzhi.elsewhere.matters import Entered, Matters, Note
from gongzhi.elsewhere.requests import read_requests

__all__ = [
    "Entered",
    "Matters",
    "Note",
    "Outcome",
    "import_matters",
    "read_decidim",
    "read_requests",
]
