package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed static templates
var files embed.FS

// assets are style and script, by names that change with their content, so that
// browsers may keep them for good.
type assets struct {
	names map[string]string // "style.css" → "style.4f2a….css"
	files map[string][]byte // by those names
}

func loadAssets() (assets, error) {
	a := assets{map[string]string{}, map[string][]byte{}}
	entries, err := fs.ReadDir(files, "static")
	if err != nil {
		return a, err
	}
	for _, e := range entries {
		b, err := files.ReadFile("static/" + e.Name())
		if err != nil {
			return a, err
		}
		sum := sha256.Sum256(b)
		ext := path.Ext(e.Name())
		name := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		a.names[e.Name()], a.files[name] = name, b
	}
	return a, nil
}

// address of a file in static.
func (a assets) address(name string) string { return "/static/" + a.names[name] }

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	b, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(b) // a reader who has gone is nobody's error
}
