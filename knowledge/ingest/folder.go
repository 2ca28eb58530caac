package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// Folder is what was read from a folder of documents.
type Folder struct {
	Documents []knowledge.Document // in order of path
	Refused   []*Refusal           // likewise
	Aliases   names.Aliases        // from dossier.yaml
	Warnings  []string             // one line each: what in dossier.yaml names nothing
}

// Below is what lies in a folder of the file system: a link that leads out of it is not
// followed, so that who may add to the folder may not have all read that the program
// can read.
func Below(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return root.FS(), nil // closed when it is no longer used
}

// ReadFolder reads every document below a folder, sub-folders included. Hidden
// files and folders, dossier.yaml and what programs leave beside files are no
// documents. The error is for what stops everything: the folder cannot be listed, or
// dossier.yaml is wrong.
func ReadFolder(ctx context.Context, fsys fs.FS) (Folder, error) {
	return readFolder(ctx, fsys, readOne)
}

// fileReader reads the documents of one file. It is called by several goroutines.
type fileReader func(fsys fs.FS, path string) ([]knowledge.Document, *Refusal)

func readFolder(ctx context.Context, fsys fs.FS, read fileReader) (Folder, error) {
	m, err := readManifest(fsys)
	if err != nil {
		return Folder{}, err
	}
	f := Folder{Aliases: m.aliases()}
	if err := m.readAll(ctx, fsys, read, f.take); err != nil {
		return Folder{}, err
	}
	// The walk takes a folder before a file whose name goes on where the folder's ends.
	slices.SortStableFunc(f.Documents, func(a, b knowledge.Document) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(f.Refused, func(a, b *Refusal) int { return strings.Compare(a.Path, b.Path) })
	f.Warnings = m.idle(f.Documents)
	return f, nil
}

// take adds what became of one file.
func (f *Folder) take(docs []knowledge.Document, refused *Refusal) error {
	f.Documents = append(f.Documents, docs...)
	if refused != nil {
		f.Refused = append(f.Refused, refused)
	}
	return nil
}

// Taker is given what became of a file: its documents, or why it is refused. An
// error ends the reading.
type Taker func(docs []knowledge.Document, refused *Refusal) error

// walk reads every document below a folder, one file at a time.
func (m manifest) walk(ctx context.Context, fsys fs.FS, take Taker) error {
	return eachFile(ctx, fsys, func(p string, refused *Refusal) error {
		if refused != nil {
			return take(nil, refused)
		}
		docs, refused := readOne(fsys, p)
		m.apply(docs)
		return take(docs, refused)
	})
}

// readAll reads every document below a folder on all processors, and gives them
// away in the order of walk.
func (m manifest) readAll(ctx context.Context, fsys fs.FS, read fileReader, take Taker) error {
	type file struct {
		path    string
		docs    []knowledge.Document
		refused *Refusal
	}
	var files []file
	err := eachFile(ctx, fsys, func(p string, refused *Refusal) error {
		files = append(files, file{path: p, refused: refused})
		return nil
	})
	if err != nil {
		return err
	}
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		readers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(files) && ctx.Err() == nil; i = next.Add(1) - 1 {
				if f := &files[i]; f.refused == nil {
					f.docs, f.refused = read(fsys, f.path)
				}
			}
		})
	}
	readers.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, f := range files {
		m.apply(f.docs)
		if err := take(f.docs, f.refused); err != nil {
			return err
		}
	}
	return nil
}

// eachFile tells every file below a folder that is to be read, and what below it
// cannot be listed. An error of visit ends it.
func eachFile(ctx context.Context, fsys fs.FS, visit func(path string, refused *Refusal) error) error {
	return fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && p == ".":
			return fmt.Errorf("read the dossier's folder: %w", err)
		case err != nil:
			return visit(p, &Refusal{p, "it cannot be read: " + reason(err)})
		case p != "." && strings.HasPrefix(path.Base(p), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir() || p == manifestName || isScratch(path.Base(p)):
			return nil
		}
		return visit(p, nil)
	})
}

// isScratch reports whether a file is what programs write beside the one that a person
// saves: the lock of an office file, the backup of an editor, a download that goes on.
func isScratch(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") || slices.Contains(scratchEndings, strings.ToLower(path.Ext(name)))
}

var scratchEndings = []string{".tmp", ".part", ".crdownload", ".download", ".swp", ".bak"}

// readOne reads the documents of one file.
func readOne(fsys fs.FS, p string) ([]knowledge.Document, *Refusal) {
	raw, refused := rawOf(fsys, p)
	if refused != nil {
		return nil, refused
	}
	return parse(p, raw)
}

// rawOf returns a file's bytes.
func rawOf(fsys fs.FS, p string) ([]byte, *Refusal) {
	raw, err := readFile(fsys, p)
	if err != nil {
		return nil, &Refusal{p, "it cannot be read: " + reason(err)}
	}
	return raw, nil
}

// parse reads the documents in a file's bytes.
func parse(p string, raw []byte) ([]knowledge.Document, *Refusal) {
	docs, err := ReadAll(p, raw)
	var refusal *Refusal
	errors.As(err, &refusal)
	return docs, refusal
}

var errNoFile = errors.New("it is no ordinary file")

// readFile reads a file up to a little more than the size that Read refuses.
func readFile(fsys fs.FS, p string) ([]byte, error) {
	// A pipe is never opened: nobody may be at its other end.
	info, err := fs.Stat(fsys, p)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	file, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, MaxFile+1))
}

// reason is what an operating system's error says, without the path again.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	if strings.Contains(err.Error(), "path escapes") { // the os package exports no error for it
		return "it is a link that leads out of the folder"
	}
	return err.Error()
}

// ReadPaths reads files and folders of the file system. A folder's documents have
// their paths below it; a file's path is its name.
func ReadPaths(ctx context.Context, paths []string) (Folder, error) {
	var all Folder
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || !info.IsDir() {
			if err := Stream(ctx, p, all.take); err != nil {
				return all, err
			}
			continue
		}
		fsys, err := Below(p)
		if err != nil {
			return all, err
		}
		f, err := ReadFolder(ctx, fsys)
		if err != nil {
			return all, fmt.Errorf("%s: %w", p, err)
		}
		all.Documents = append(all.Documents, f.Documents...)
		all.Refused = append(all.Refused, f.Refused...)
		all.Warnings = append(all.Warnings, f.Warnings...)
		all.Aliases.Same = append(all.Aliases.Same, f.Aliases.Same...)
		all.Aliases.Different = append(all.Aliases.Different, f.Aliases.Different...)
	}
	return all, nil
}

// Stream reads a file, or the files of a folder one after the other, of the file
// system, and gives away each before it reads the next. The error is take's, ctx's,
// or for what stops everything, as in [ReadFolder].
func Stream(ctx context.Context, path string, take Taker) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return take(nil, &Refusal{path, "it cannot be read: " + reason(err)})
	case !info.IsDir():
		return take(readOne(os.DirFS(filepath.Dir(path)), filepath.Base(path)))
	}
	fsys, err := Below(path)
	if err != nil {
		return err
	}
	m, err := readManifest(fsys)
	if err == nil {
		err = m.walk(ctx, fsys, take)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
