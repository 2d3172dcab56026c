from chassis.testing import token

INTEGRATOR = token("integrator", sub="importer")
OFFICIAL = token("official", sub="official")
WORKER = token("worker", sub="worker", divisions=("440605124004",))
STRANGER = token("worker", sub="stranger", divisions=("440605001",))
ANA = token("resident", sub="ana")
BO = token("resident", sub="bo")
