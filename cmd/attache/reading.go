package main

import (
	"context"
	"io/fs"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

type refusal struct {
	path string
	err  error
}

type folder struct {
	documents []knowledge.Document
	refused   []refusal
	aliases   names.Aliases
}

func readFolder(ctx context.Context, fsys fs.FS) (folder, error) {
	var f folder
	err := fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(p, ".txt") {
			return err
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		d := knowledge.NewDocument(p, string(b))
		d.Format, d.Encoding = "text", "utf-8"
		f.documents = append(f.documents, d)
		return nil
	})
	return f, err
}

// gather reads what stands at the paths, or in the dossier's folder where there
// are none.
func (a *app) gather(ctx context.Context, paths []string) (folder, error) {
	if len(paths) == 0 {
		fsys, _, err := a.documents()
		if err != nil {
			return folder{}, err
		}
		return readFolder(ctx, fsys)
	}
	return folder{}, nil
}
