package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"attache/knowledge"
)

const (
	english = "“We’re renting out a wall,” the director said – and added that the café on the quay would stay open. The lease runs for thirty years, and the council votes on it next week."
	ukraine = "Директорка порту підписала договір оренди причалу. «Ми здаємо лише причал», — сказала вона журналістам у п’ятницю. Міська рада голосуватиме за проєкт наступного тижня, її рішення чекають."
	russian = "Директор порта подписала договор аренды причала. «Мы сдаём только причал», — сказала она журналистам в пятницу. Городской совет будет голосовать за проект на следующей неделе."
	turkish = "Liman müdürü rıhtımın kira sözleşmesini imzaladı. Şehir meclisi önümüzdeki hafta oylayacak. Gazetecilere “yalnızca bir duvarı kiraya veriyoruz” dedi; işçiler ise karşı çıktı, çünkü ığdır görüşmesi sürüyor."
	polish  = "Dyrektorka portu podpisała umowę dzierżawy nabrzeża. Rada miasta zagłosuje w przyszłym tygodniu. Związkowcy są przeciw: „to krok wstecz”, mówią, żądając więcej miejsc pracy i źródeł utrzymania dla wszystkich."
)

func TestDecodeTellsWhatEncodingAFileIsIn(t *testing.T) {
	for name, test := range map[string]struct {
		text     string
		encoding encoding.Encoding
		want     string
	}{
		"utf-8":                 {ukraine, encoding.Nop, "utf-8"},
		"utf-8 with a mark":     {"\ufeff" + english, encoding.Nop, "utf-8"},
		"utf-16le with a mark":  {ukraine, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"},
		"utf-16be with a mark":  {english, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"},
		"utf-16le without mark": {english, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"},
		"utf-16be without mark": {english, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"},
		"English":               {english, charmap.Windows1252, "windows-1252"},
		"Ukrainian":             {ukraine, charmap.Windows1251, "windows-1251"},
		"Russian":               {russian, charmap.Windows1251, "windows-1251"},
		"Russian koi8":          {strings.NewReplacer("«", "\"", "»", "\"", "—", "-").Replace(russian), charmap.KOI8R, "koi8-r"},
		"Turkish":               {turkish, charmap.Windows1254, "windows-1254"},
		"Polish":                {polish, charmap.Windows1250, "windows-1250"},
	} {
		raw, err := test.encoding.NewEncoder().Bytes([]byte(test.text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, got, err := Decode(raw)
		if err != nil || got != test.want || text != test.text {
			t.Errorf("%s: taken for %s, error %v; want %s\n%.80s", name, got, err, test.want, text)
		}
	}
}

func TestWhatIsNoTextIsRefusedWithOneReason(t *testing.T) {
	for name, test := range map[string]struct {
		path string
		raw  string
		want string
	}{
		"empty":       {"a.txt", "", "it is empty"},
		"only spaces": {"a.txt", "\ufeff \n\t\n", "it is empty"},
		"a picture":   {"a.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02", "it is no text"},
		"zeros":       {"a.txt", strings.Repeat("\x00", 100), "it is no text"},
		"controls":    {"a.txt", "ab\x01\x02\x03\x04\x05\x06", "it is no text"},
		"no letters":  {"a.txt", "1234 5678", "it is no text"},
		"a kind":      {"a.xyz", "text", ".xyz"},
	} {
		_, err := Read(test.path, []byte(test.raw))
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Reason, test.want) || strings.Contains(err.Error(), "\n") || refusal.Path != test.path {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatADocumentSaysOfItself(t *testing.T) {
	for name, test := range map[string]struct {
		path, text                  string
		title, publisher, published string
		from, also                  string
	}{
		"dateline against first line": {"a.txt", "Wednesday, March 5, 2031\n\nPort signs lease with Danish operator\n\nThe Herald (4/3/2031): The port signed. It was 25/2/2031 when talks began.\n",
			"Port signs lease with Danish operator", "The Herald", "2031-03-04", "dateline", "2031-03-05"},
		"bar":           {"a.txt", "TheInterviewer.com | March 4, 2031: The port signed a lease on Tuesday, and the council will vote.\n", "", "TheInterviewer.com", "2031-03-04", "dateline", ""},
		"agency":        {"a.txt", "Port signs lease\n\nVELDSUND, March 4, 2031 (Northern Wire) - The port signed a lease.\n", "Port signs lease", "Northern Wire", "2031-03-04", "dateline", ""},
		"byline":        {"a.txt", "Port signs lease\n\nBy Ann Lee | The Veldsund Herald | 4 March 2031\n\nThe port signed a lease.\n", "Port signs lease", "The Veldsund Herald", "2031-03-04", "byline", ""},
		"published":     {"a.txt", "Port signs lease\nPublished: 4 March 2031, 10:15 GMT\n\nThe port signed a lease.\n", "Port signs lease", "", "2031-03-04", "published line", ""},
		"date line":     {"a.txt", "Port signs lease\nMarch 4, 2031\nThe port signed a lease on Tuesday.\n", "Port signs lease", "", "2031-03-04", "date line", ""},
		"title's end":   {"a.txt", "Port signs lease - Veldsund Times\n\nThe port signed a lease.\n", "Port signs lease", "Veldsund Times", "", "", ""},
		"site line":     {"a.txt", "Port signs lease\n\nThe port signed a lease.\n\nVeldsundToday.net\n", "Port signs lease", "VeldsundToday.net", "", "", ""},
		"file name":     {"2031-03-04 port.txt", "Port signs lease\n\nThe port signed a lease.\n", "Port signs lease", "", "2031-03-04", "file name", ""},
		"says nothing":  {"a.txt", "The port signed a lease with an operator on Tuesday, according to officials.\n\nIt runs for years.\n", "", "", "", "", ""},
		"told, not its": {"a.txt", "Port signs lease\n\nOn 4 March 2031 the port signed: a lease was due.\n", "Port signs lease", "", "", "", ""},
	} {
		doc, err := Read(test.path, []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		also := ""
		for _, d := range doc.Published.Also {
			also += d.Value.String()
		}
		if doc.Title.Value != test.title || doc.Publisher.Value != test.publisher || doc.Published.Value.String() != test.published || doc.Published.From != test.from || also != test.also {
			t.Errorf("%s: title %q, publisher %q, published %v (%s), also %q", name, doc.Title.Value, doc.Publisher.Value, doc.Published.Value, doc.Published.From, also)
		}
	}
}

// TestNews holds how often title and date of real articles come out right.
func TestNews(t *testing.T) {
	f, err := ReadFolder(context.Background(), os.DirFS("../eval/testdata/wikinews/docs"))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../eval/testdata/wikinews/sources.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	type source struct{ ID, Title, Date string }
	want := map[string]source{}
	for line := range strings.Lines(string(raw)) {
		var s source
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		want[s.ID+".txt"] = s
	}
	titles, dates := 0, 0
	for _, d := range f.Documents {
		if d.Title.Value == want[d.Path].Title {
			titles++
		}
		if d.Published.Value.String() == want[d.Path].Date {
			dates++
		}
		if d.Language != "en" {
			t.Errorf("%s is taken for %q", d.Path, d.Language)
		}
	}
	if len(f.Documents) != 60 || titles != 60 || dates != 59 { // one article's own date line differs from its record
		t.Errorf("%d documents, %d titles and %d dates right; want 60, 60 and 59", len(f.Documents), titles, dates)
	}
}

func TestAFolderIsReadWholeAndInOrder(t *testing.T) {
	fsys := fstest.MapFS{
		"b.txt":         {Data: []byte("Second\n\nThe second text has a sentence.")},
		"a/z.txt":       {Data: []byte("First\n\nThe first text has a sentence.")},
		"broken.txt":    {Data: []byte("\x00\x01\x02")},
		"picture.png":   {Data: []byte("\x89PNG")},
		".hidden.txt":   {Data: []byte("Hidden text.")},
		".git/c.txt":    {Data: []byte("Hidden text.")},
		"dossier.yaml":  {Data: []byte("documents:\n  b.txt: {title: Overridden, published: 2031-03-04, publisher: P, url: \"https://example.org/b\"}\n  gone.txt: {title: X}\naliases:\n  same: [[\"Ann Lee\", \"Anna Lee\"]]\n  different: [[\"A B\", \"A C\", \"A D\"]]\n")},
		"sub/empty.txt": {Data: nil},
		"a.txt":         {Data: []byte("Third\n\nThe third text has a sentence.")},
		"pipe.txt":      {Mode: fs.ModeNamedPipe},
		"README":        {Data: []byte("Text without an ending.")},
	}
	f, err := ReadFolder(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	var paths, refused []string
	for _, d := range f.Documents {
		paths = append(paths, d.Path)
	}
	for _, r := range f.Refused {
		refused = append(refused, r.Path)
	}
	if got := strings.Join(paths, " "); got != "a.txt a/z.txt b.txt" {
		t.Errorf("documents: %s", got)
	}
	if got := strings.Join(refused, " "); got != "README broken.txt picture.png pipe.txt sub/empty.txt" {
		t.Errorf("refused: %s", got)
	}
	b := f.Documents[2]
	if b.Title != (knowledge.Found{Value: "Overridden", From: "dossier.yaml"}) || b.Published.Value.String() != "2031-03-04" || b.Publisher.Value != "P" || b.URL != "https://example.org/b" {
		t.Errorf("override: %+v", b)
	}
	if len(f.Aliases.Same) != 1 || len(f.Aliases.Different) != 3 {
		t.Errorf("aliases: %+v", f.Aliases)
	}
	if len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0], "gone.txt") {
		t.Errorf("warnings: %q", f.Warnings)
	}
}

func TestAWrongManifestIsOneLineThatSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"documents:\n  a.txt: {titel: X}\n":            "titel",
		"documents: [1, 2]\n":                          "line 1: ",
		"documents:\n  a.txt: {published: 5 March}\n":  "5 March",
		"aliases:\n  different: [[\"One\"]]\n":         "two are needed",
		"documents:\n\ta.txt: x\n":                     "line 2: ",
		"documents:\n  a.txt: {published: 2031-02-31}": "no such day",
		"dokuments: {}\n":                              "dokuments",
		"documents:\n  a.txt: {}\n  a.txt: {}\n":       "a.txt",
	} {
		_, err := parseManifest([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{english, ukraine, "\xff\xfea\x00b\x00", "\xef\xbb\xbf", "The Herald (4/3/2031): x", "A | B | 4 March 2031\n\nText.", "\x80\x81"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := Read("a.txt", raw)
		if err == nil && doc.Text == "" {
			t.Error("a document without text")
		}
		var refusal *Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Errorf("not a refusal: %v", err)
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add("documents:\n  a.txt: {title: X}\n")
	f.Add("aliases:\n  same: [[a, b]]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := parseManifest([]byte(text)); err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("more than one line: %v", err)
		}
	})
}
