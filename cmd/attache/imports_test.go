package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what packages may import beside the standard library. A pattern that
// ends in "/..." means the package and all below it.
type rule struct {
	packages string
	allow    []string
}

// rules are tried in order; the first whose packages fit holds. A package that
// none fits fails the test: a new room is a decision.
var rules = []rule{
	{"attache/knowledge/language/...", []string{"attache/knowledge/language/...", "golang.org/x/text/...", "github.com/kljensen/snowball/...", "github.com/gosimple/unidecode"}},
	{"attache/knowledge", []string{"attache/knowledge/language/..."}},
	{"attache/knowledge/bleveindex", []string{"attache/knowledge", "attache/knowledge/language/...", "github.com/blevesearch/...", "go.etcd.io/bbolt/...", "golang.org/x/text/...", "github.com/kljensen/snowball/..."}},
	{"attache/internal/database", []string{"modernc.org/sqlite/...", "github.com/jackc/pgx/v5/...", "github.com/pressly/goose/v3/...", "github.com/gofrs/flock"}},
	{"attache/internal/database/databasetest", []string{"github.com/jackc/pgx/v5/..."}},
	{"attache/knowledge/sqlstore", []string{"attache/knowledge", "attache/knowledge/language/...", "attache/internal/database", "github.com/gofrs/flock"}},
	{"attache/knowledge/ingest", []string{"attache/knowledge", "attache/knowledge/language/...", "golang.org/x/text/...", "golang.org/x/net/html/...", "github.com/goccy/go-yaml", "github.com/abadojack/whatlanggo", "github.com/saintfish/chardet",
		"code.dny.dev/ssrf", "codeberg.org/readeck/go-readability/v2", "github.com/emersion/go-message/...", "github.com/fsnotify/fsnotify", "github.com/klippa-app/go-pdfium/...", "github.com/mmcdole/gofeed/...", "github.com/tetratelabs/wazero", "github.com/yuin/goldmark/..."}},
	{"attache/knowledge/eval", []string{"attache/knowledge"}},
	{"attache/knowledge/knowledgetest", []string{"attache/knowledge", "attache/knowledge/bleveindex", "attache/knowledge/ingest", "attache/knowledge/language/...", "attache/knowledge/sqlstore", "github.com/google/go-cmp/..."}},
	{"attache/bot", []string{"attache/knowledge", "attache/knowledge/language/..."}},
	{"attache/bot/sqlstate", []string{"attache/bot", "attache/internal/database", "github.com/riverqueue/river/..."}},
	{"attache/adapters/adaptertest", []string{"attache/bot", "attache/knowledge", "github.com/gorilla/websocket"}},
	{"attache/adapters/slack", []string{"attache/bot", "attache/knowledge", slackSDK, "github.com/gorilla/websocket", "github.com/rivo/uniseg"}},
	{"attache/adapters/discord", []string{"attache/bot", "attache/knowledge", discordSDK, "github.com/gorilla/websocket", "github.com/rivo/uniseg"}},
	{"attache/adapters/terminal", []string{"attache/bot", "attache/knowledge", "github.com/rivo/uniseg", "github.com/peterh/liner", "golang.org/x/term"}},
	{"attache/adapters/picture", []string{"attache/bot", "attache/knowledge", "golang.org/x/image/...", "golang.org/x/text/unicode/norm", "github.com/gosimple/unidecode"}},
	{"attache/adapters/web", []string{"attache/bot", "attache/knowledge", "attache/knowledge/language", "attache/knowledge/language/names"}},
	{"attache/seeds", nil},
	{"attache/deploy/check", []string{"k8s.io/api/...", "sigs.k8s.io/yaml", "github.com/compose-spec/compose-go/v2/..."}}, // a module of its own
	{"attache/cmd/attache", []string{"attache/...", "github.com/prometheus/client_golang/...", "github.com/alecthomas/kong", "github.com/joho/godotenv", "github.com/gofrs/flock", "github.com/schollz/progressbar/v3", "golang.org/x/term", "golang.org/x/net/netutil"}},
}

const (
	slackSDK   = "github.com/slack-go/slack/..."
	discordSDK = "github.com/bwmarrin/discordgo"
)

// inTests is what tests may import beside what their package may.
var inTests = []string{"attache/...", "github.com/arran4/golang-ical", discordSDK, "github.com/chromedp/...", "golang.org/x/net/html", "github.com/google/go-cmp/...", "github.com/rogpeppe/go-internal/...", "github.com/gorilla/websocket"}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".."):
			return fs.SkipDir
		case !strings.HasSuffix(file, ".go"):
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		checkFile(t, file, filepath.ToSlash(rel))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, file, rel string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	pkg := path.Join("attache", path.Dir(rel))
	i := slices.IndexFunc(rules, func(r rule) bool { return fits(r.packages, pkg) })
	if i < 0 {
		t.Errorf("%s: no rule says what the package %s may import: a new package is a decision, write it down in rules", rel, pkg)
		return
	}
	allow := rules[i].allow
	if strings.HasSuffix(rel, "_test.go") {
		allow = append(slices.Clone(allow), inTests...)
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !isStandard(imported) && !slices.ContainsFunc(allow, func(pattern string) bool { return fits(pattern, imported) }) {
			t.Errorf("%s: %s may not import %s", rel, pkg, imported)
		}
	}
}

// isStandard reports whether the package is of the standard library, whose first
// path element has no dot; so has this module's.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return first != "attache" && !strings.Contains(first, ".")
}

func fits(pattern, pkg string) bool {
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == tree || strings.HasPrefix(pkg, tree+"/")
	}
	return pkg == pattern
}
