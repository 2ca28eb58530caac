-- +goose Up
-- Feeds that the dossier follows. Times are Unix times in microseconds.
CREATE TABLE feeds (
    dossier_id TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    title      RAWTEXT NOT NULL,
    next       INTEGER NOT NULL, -- when it is asked again
    etag       RAWTEXT NOT NULL, -- what the server said of the state of it
    modified   RAWTEXT NOT NULL,
    failures   INTEGER NOT NULL, -- in a row
    trouble    RAWTEXT NOT NULL, -- why it failed last
    last_new   INTEGER NOT NULL, -- when it brought something last
    PRIMARY KEY (dossier_id, url)
);

-- +goose Down
DROP TABLE feeds;
