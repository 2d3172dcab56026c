"""Where certificates are kept, and apart from them what the public sees of them."""

from chassis.store import Collection, Index

from ..domain.certificates.certificate import Certificate
from ..domain.certificates.objections import Notice


class Certificates(Collection[Certificate]):
    """Certificates of volunteer service with their five parts."""

    name = "certificates"
    holds = Certificate
    indexes = (Index("resident_id"), Index("status"), Index("objectors"))


class Notices(Collection[Notice]):
    """The public notices; nothing in them leads to a resident."""

    name = "certificate_notices"
    holds = Notice
    public = True
    indexes = (Index("status"),)
