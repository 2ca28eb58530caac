-- +goose Up
ALTER TABLE documents ADD COLUMN ingested BOOLEAN NOT NULL DEFAULT FALSE; -- put in by hand

-- +goose Down
ALTER TABLE documents DROP COLUMN ingested;
