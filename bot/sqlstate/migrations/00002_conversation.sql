-- +goose Up
-- Times are Unix times in microseconds. RAWTEXT is text of any bytes.

-- What was last talked about at a place.
CREATE TABLE topics (
    dossier_id TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    workspace  TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL, -- empty where all at the place may know
    topic      TEXT    NOT NULL, -- JSON
    at         INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, platform, workspace, channel, thread)
);

-- What people think of answers.
CREATE TABLE feedback (
    dossier_id TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    workspace  TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL,
    line       RAWTEXT NOT NULL,
    shown      TEXT    NOT NULL, -- JSON: ids of citations
    verdict    TEXT    NOT NULL,
    note       RAWTEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, platform, workspace, channel, thread, user_id, line)
);

-- Questions that the dossier did not answer.
CREATE TABLE unanswered (
    dossier_id TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    workspace  TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL,
    line       RAWTEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, platform, workspace, channel, thread, user_id, line)
);

-- Who did what.
CREATE TABLE acts (
    dossier_id TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    workspace  TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    thread     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL, -- empty where the person was erased
    what       TEXT    NOT NULL,
    about      RAWTEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, id)
);

CREATE INDEX topics_by_time ON topics (at);
CREATE INDEX feedback_by_time ON feedback (dossier_id, at);
CREATE INDEX unanswered_by_time ON unanswered (dossier_id, at);
CREATE INDEX acts_by_time ON acts (dossier_id, at);

-- +goose Down
DROP TABLE acts;
DROP TABLE unanswered;
DROP TABLE feedback;
DROP TABLE topics;
