package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"attache/knowledge/ingest"
)

// fewDocuments are taken in before anybody has looked for a bar.
const fewDocuments = 20

// progress returns a bar that shows how many of the documents under the sources are
// stored; nil where standard error is no terminal, or where they are few.
func (a *app) progress(sources []string) *progressbar.ProgressBar {
	out, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return nil
	}
	total := countFiles(sources)
	if total < fewDocuments {
		return nil
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("storing documents"),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(), progressbar.OptionClearOnFinish())
	_ = bar.RenderBlank() // a bar that cannot be drawn stops nothing
	return bar
}

// countFiles counts the files under the sources. An address is one.
func countFiles(sources []string) (n int) {
	for _, source := range sources {
		if ingest.IsURL(source) {
			n++
			continue
		}
		// What cannot be looked at is told when it is to be read.
		_ = filepath.WalkDir(source, func(path string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case e.IsDir() && path != source && strings.HasPrefix(e.Name(), "."):
				return fs.SkipDir
			case e.Type().IsRegular() && !strings.HasPrefix(e.Name(), "."):
				n++
			}
			return nil
		})
	}
	return n
}
