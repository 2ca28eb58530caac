-- +goose Up
-- Where the pages of a document begin, as JSON.
ALTER TABLE documents ADD COLUMN pages TEXT NOT NULL DEFAULT 'null';
-- Since when the dossier holds this text: Unix time in milliseconds, and the
-- revision that held it first.
ALTER TABLE documents ADD COLUMN stored_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN stored_revision INTEGER NOT NULL DEFAULT 1;

-- +goose Down
ALTER TABLE documents DROP COLUMN stored_revision;
ALTER TABLE documents DROP COLUMN stored_at;
ALTER TABLE documents DROP COLUMN pages;
