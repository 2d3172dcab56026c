// Makes the replica set at the first asking, and answers whether its one member takes writes.
// Transactions need a set. The database has no password: no port of it is published, see ../compose.yaml.
try {
  rs.status();
} catch (notMadeYet) {
  rs.initiate({ _id: "gongzhi", members: [{ _id: 0, host: "database:27017" }] });
}
quit(db.hello().isWritablePrimary ? 0 : 1);
