-- +goose Up
-- Which text each item of a feed had when it was taken in, as JSON: path to document.
ALTER TABLE feeds ADD COLUMN items RAWTEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE feeds DROP COLUMN items;
