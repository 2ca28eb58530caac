package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// manifestName is the file in a dossier's folder that overrides what was worked
// out.
const manifestName = "dossier.yaml"

// maxManifest is the size in bytes past which dossier.yaml is refused: an entry
// for each of ten thousand documents has about half of it.
const maxManifest = 4 << 20

// manifest is what dossier.yaml says.
type manifest struct {
	Documents map[string]override `yaml:"documents"`
	Aliases   struct {
		Same      [][]string `yaml:"same"`
		Different [][]string `yaml:"different"`
	} `yaml:"aliases"`
}

// override is what dossier.yaml says of one document. What is empty stays as it
// was worked out.
type override struct {
	Title     string `yaml:"title"`
	Publisher string `yaml:"publisher"`
	Published string `yaml:"published"`
	URL       string `yaml:"url"`
}

// readManifest reads dossier.yaml, where there is one. Its errors name the line.
func readManifest(fsys fs.FS) (manifest, error) {
	raw, err := fs.ReadFile(fsys, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil
	}
	if err != nil {
		return manifest{}, fmt.Errorf("%s: %s", manifestName, reason(err))
	}
	return parseManifest(raw)
}

func parseManifest(raw []byte) (manifest, error) {
	var m manifest
	if len(strings.TrimSpace(string(raw))) == 0 {
		return m, nil
	}
	if len(raw) > maxManifest {
		return m, fmt.Errorf("%s: it has %d KiB; at most %d are read", manifestName, len(raw)>>10, maxManifest>>10)
	}
	if err := yaml.UnmarshalWithOptions(raw, &m, yaml.Strict()); err != nil {
		return m, fmt.Errorf("%s: %s", manifestName, position.ReplaceAllString(oneLine(yaml.FormatError(err, false, false)), "line $1: "))
	}
	for _, path := range sortedKeys(m.Documents) {
		if p := m.Documents[path].Published; p != "" {
			if _, err := language.ParseDate(p); err != nil {
				return m, fmt.Errorf("%s: documents: %q: published: %w", manifestName, path, err)
			}
		}
	}
	for _, group := range m.Aliases.Different {
		if len(group) < 2 {
			return m, fmt.Errorf("%s: aliases: different: %q is one name; two are needed", manifestName, strings.Join(group, ", "))
		}
	}
	return m, nil
}

// position is how the library writes the line and column of an error.
var position = regexp.MustCompile(`^\[(\d+):\d+\]\s*`)

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func sortedKeys(m map[string]override) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (m manifest) aliases() names.Aliases {
	a := names.Aliases{Same: m.Aliases.Same}
	for _, group := range m.Aliases.Different {
		for i := range group {
			for _, other := range group[i+1:] {
				a.Different = append(a.Different, [2]string{group[i], other})
			}
		}
	}
	return a
}

// apply overrides what was worked out of documents.
func (m manifest) apply(docs []knowledge.Document) {
	for i := range docs {
		if o, ok := m.Documents[docs[i].Path]; ok {
			o.apply(&docs[i])
		}
	}
}

// idle returns a warning for each path that none of the documents, which are in
// order of path, has.
func (m manifest) idle(docs []knowledge.Document) []string {
	var warnings []string
	for _, path := range sortedKeys(m.Documents) {
		_, ok := slices.BinarySearchFunc(docs, path, func(d knowledge.Document, p string) int { return strings.Compare(d.Path, p) })
		if !ok {
			warnings = append(warnings, fmt.Sprintf("%s: documents: there is no document %q", manifestName, path))
		}
	}
	return warnings
}

func (o override) apply(d *knowledge.Document) {
	if o.Title != "" {
		d.Title = knowledge.Found{Value: o.Title, From: manifestName}
	}
	if o.Publisher != "" {
		d.Publisher = knowledge.Found{Value: o.Publisher, From: manifestName}
	}
	if o.Published != "" {
		date, _ := language.ParseDate(o.Published) // parseManifest has read it
		d.Published = knowledge.FoundDate{Value: date, From: manifestName}
	}
	if o.URL != "" {
		d.URL = o.URL
	}
}
