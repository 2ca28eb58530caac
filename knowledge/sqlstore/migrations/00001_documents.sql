-- +goose Up
CREATE TABLE dossiers (
    id       TEXT    NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL -- grows with every change
);

-- RAWTEXT is text of any bytes.
CREATE TABLE documents (
    dossier_id     TEXT    NOT NULL REFERENCES dossiers (id),
    id             TEXT    NOT NULL,
    path           RAWTEXT NOT NULL,
    format         TEXT    NOT NULL,
    encoding       TEXT    NOT NULL,
    language       TEXT    NOT NULL,
    title          RAWTEXT NOT NULL,
    title_from     RAWTEXT NOT NULL,
    publisher      RAWTEXT NOT NULL,
    publisher_from RAWTEXT NOT NULL,
    published      TEXT    NOT NULL, -- JSON: the dates that were found
    url            RAWTEXT NOT NULL,
    ingested       BOOLEAN NOT NULL, -- put in by hand
    hash           BLOB    NOT NULL, -- SHA-256 of the text
    text           BLOB    NOT NULL, -- any bytes
    PRIMARY KEY (dossier_id, id),
    UNIQUE (dossier_id, path)
);

CREATE TABLE facts (
    dossier_id  TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version     TEXT NOT NULL, -- of what read and wrote them
    data        BLOB NOT NULL,
    PRIMARY KEY (dossier_id, document_id),
    FOREIGN KEY (dossier_id, document_id) REFERENCES documents (dossier_id, id) ON DELETE CASCADE
);

-- +goose Down
DROP TABLE facts;
DROP TABLE documents;
DROP TABLE dossiers;
