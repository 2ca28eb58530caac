-- +goose Up
-- Keys of events that were handled, so that one delivered twice is handled once.
CREATE TABLE seen (
    dossier_id TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    at         INTEGER NOT NULL, -- Unix time in seconds
    PRIMARY KEY (dossier_id, key)
);

-- Texts that a short key in a message stands for.
CREATE TABLE kept (
    dossier_id TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    text       BLOB    NOT NULL,
    at         INTEGER NOT NULL, -- Unix time in seconds of the last time it was kept
    PRIMARY KEY (dossier_id, key)
);

CREATE INDEX seen_by_time ON seen (at);
CREATE INDEX kept_by_time ON kept (at);

-- +goose Down
DROP TABLE kept;
DROP TABLE seen;
