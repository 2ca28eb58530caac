-- +goose Up
-- The digests that channels get. Times are Unix times in microseconds.
CREATE TABLE subscriptions (
    dossier_id TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    platform   TEXT    NOT NULL,
    workspace  TEXT    NOT NULL,
    channel    TEXT    NOT NULL,
    user_id    TEXT    NOT NULL, -- who subscribed; empty where the person was erased
    times      TEXT    NOT NULL, -- JSON
    about      RAWTEXT NOT NULL,
    always     BOOLEAN NOT NULL,
    paused     BOOLEAN NOT NULL,
    at         INTEGER NOT NULL,
    revision   INTEGER NOT NULL, -- of the store, then
    PRIMARY KEY (dossier_id, id)
);

-- What became of each: one entry for a subscription and a day.
CREATE TABLE ledger (
    dossier_id   TEXT    NOT NULL,
    subscription TEXT    NOT NULL,
    slot         TEXT    NOT NULL, -- the day
    platform     TEXT    NOT NULL,
    workspace    TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    due          INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    post         TEXT    NOT NULL,
    until_at     INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    items        TEXT    NOT NULL, -- JSON: what was considered; no text of documents
    note         RAWTEXT NOT NULL,
    PRIMARY KEY (dossier_id, subscription, slot)
);

-- +goose Down
DROP TABLE ledger;
DROP TABLE subscriptions;
