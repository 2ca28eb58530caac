-- +goose Up
-- What each version of the program reads in a document, so that several can work on
-- one database while they take turns.
CREATE TABLE facts_read (
    dossier_id  TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version     TEXT NOT NULL, -- of what read and wrote them
    data        BLOB NOT NULL,
    PRIMARY KEY (dossier_id, document_id, version),
    FOREIGN KEY (dossier_id, document_id) REFERENCES documents (dossier_id, id) ON DELETE CASCADE
);
INSERT INTO facts_read (dossier_id, document_id, version, data) SELECT dossier_id, document_id, version, data FROM facts;
DROP TABLE facts;
ALTER TABLE facts_read RENAME TO facts;

-- +goose Down
DELETE FROM facts WHERE version <> (SELECT max(version) FROM facts f WHERE f.dossier_id = facts.dossier_id AND f.document_id = facts.document_id);
CREATE TABLE facts_read (
    dossier_id  TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version     TEXT NOT NULL,
    data        BLOB NOT NULL,
    PRIMARY KEY (dossier_id, document_id),
    FOREIGN KEY (dossier_id, document_id) REFERENCES documents (dossier_id, id) ON DELETE CASCADE
);
INSERT INTO facts_read (dossier_id, document_id, version, data) SELECT dossier_id, document_id, version, data FROM facts;
DROP TABLE facts;
ALTER TABLE facts_read RENAME TO facts;
