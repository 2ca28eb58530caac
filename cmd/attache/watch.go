package main

import (
	"context"

	"attache/knowledge/ingest"
)

// watch watches the folder of documents, from before it is read. It returns nil
// where there is none, or where it cannot be watched, which is told.
func (a *app) watch() *ingest.Watcher {
	if a.Dossier == "" {
		return nil
	}
	w, err := ingest.NewWatcher(a.Dossier, ingest.UsualPatience())
	if err != nil {
		a.log.Warn("changes of the folder are seen at the next start", "why", err)
		return nil
	}
	return w
}

// follow keeps the dossier as the watched folder is, until ctx is done. What was
// read before answers until what changed is stored.
func (a *app) follow(ctx context.Context, h *house, w *ingest.Watcher) {
	if w == nil {
		return
	}
	defer w.Close()
	refused := map[string]bool{}
	for _, r := range h.folder.Refused {
		refused[r.Error()] = true
	}
	w.Run(ctx, func() {
		f, err := readBelow(ctx, h.reader, a.Dossier)
		if err != nil {
			a.log.Warn("the changed folder cannot be read: what was read before still answers", "why", err)
			return
		}
		for _, r := range f.Refused {
			if !refused[r.Error()] {
				refused[r.Error()] = true
				a.intake.refuse(r)
				a.log.Warn("refused", "document", r.Path, "why", r.Reason)
			}
		}
		results, err := h.dossier.Replace(ctx, f.Documents)
		if err != nil && ctx.Err() == nil {
			a.log.Error("the changed folder cannot be stored", "why", err)
		}
		h.became(ctx, results)
		if err := h.dossier.SetAliases(ctx, f.Aliases); err != nil && ctx.Err() == nil {
			a.log.Error("the names in dossier.yaml are not taken", "why", err)
		}
		a.log.Info("the folder has changed", "documents", len(f.Documents))
	})
}

func readBelow(ctx context.Context, reader *ingest.Reader, dir string) (ingest.Folder, error) {
	fsys, err := ingest.Below(dir)
	if err != nil {
		return ingest.Folder{}, err
	}
	return reader.ReadFolder(ctx, fsys)
}
