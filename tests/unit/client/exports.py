"""A small Polis export on disk, as a test wants it."""

SUMMARY = "topic,停車\nvoters,2\n"
COMMENTS = (
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '1435654192085,0,7,2,0,1,"先劃訪客車位\n再說"\n'
    "1435654192086,1,8,0,1,-1,不必\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1435654299000,x,0,3,1\n"
    "1435654200000,x,1,3,-1\n"
    "1435654299000,x,0,3,0\n"
)


def an_export(folder, summary=SUMMARY, comments=COMMENTS, votes=VOTES):
    for name, text in (("summary", summary), ("comments", comments), ("votes", votes)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
