-- +goose Up
-- Texts that documents had before. Times are Unix times in milliseconds.
CREATE TABLE versions (
    dossier_id  TEXT    NOT NULL,
    path        RAWTEXT NOT NULL,
    id          TEXT    NOT NULL, -- of the text
    title       RAWTEXT NOT NULL,
    published   TEXT    NOT NULL, -- JSON, as in documents
    text        BLOB    NOT NULL,
    stored_at   INTEGER NOT NULL, -- since when the dossier held it
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, path, id)
);

CREATE INDEX versions_by_id ON versions (dossier_id, id);

-- +goose Down
DROP TABLE versions;
