-- +goose Up
-- From which lines of its file a document's text was read, as JSON.
ALTER TABLE documents ADD COLUMN lines TEXT NOT NULL DEFAULT 'null';

-- +goose Down
ALTER TABLE documents DROP COLUMN lines;
