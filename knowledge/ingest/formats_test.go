package ingest_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/ingest"
)

var update = flag.Bool("update", false, "write the golden files")

// TestFormats holds what is read from a file of each format against golden files.
func TestFormats(t *testing.T) {
	files, err := filepath.Glob("testdata/formats/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".golden") {
			continue
		}
		t.Run(filepath.Base(f), func(t *testing.T) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, f+".golden", filepath.Base(f), raw)
		})
	}
	t.Run("letter.docx", func(t *testing.T) {
		golden(t, "testdata/formats/letter.docx.golden", "letter.docx", docx(wordText))
	})
	t.Run("report.docx", func(t *testing.T) {
		golden(t, "testdata/formats/report.docx.golden", "report.docx", archive(map[string]string{"word/document.xml": reportText, "word/footnotes.xml": reportNotes,
			"word/styles.xml": `<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>`}))
	})
	t.Run("attachments.eml", func(t *testing.T) {
		golden(t, "testdata/formats/attachments.eml.golden", "attachments.eml", []byte(mailWithFiles()))
	})
	t.Run("notes.odt", func(t *testing.T) {
		golden(t, "testdata/formats/notes.odt.golden", "notes.odt", archive(map[string]string{"content.xml": notesText}))
	})
	t.Run("letter.odt", func(t *testing.T) {
		golden(t, "testdata/formats/letter.odt.golden", "letter.odt", archive(map[string]string{"content.xml": openText,
			"meta.xml": `<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:title>Letter about the quay</dc:title><dc:language>en</dc:language></office:meta></office:document-meta>`}))
	})
}

func golden(t *testing.T, file, name string, raw []byte) {
	t.Helper()
	docs, err := ingest.ReadAll(name, raw)
	if len(docs) == 0 {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range docs {
		describe(&b, d)
	}
	if err != nil {
		fmt.Fprintf(&b, "refused: %v\n", err)
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func describe(b *strings.Builder, d knowledge.Document) {
	fmt.Fprintf(b, "path: %s\nformat: %s, %s, %s\ntitle: %s (%s)\npublisher: %s (%s)\npublished: %v (%s)\n",
		d.Path, d.Format, d.Encoding, d.Language, d.Title.Value, d.Title.From, d.Publisher.Value, d.Publisher.From, d.Published.Value, d.Published.From)
	for _, also := range d.Published.Also {
		fmt.Fprintf(b, "also: %v (%s)\n", also.Value, also.From)
	}
	if d.URL != "" {
		fmt.Fprintf(b, "url: %s\n", d.URL)
	}
	for i, start := range d.Pages {
		fmt.Fprintf(b, "page %d: %d\n", i+1, start)
	}
	fmt.Fprintf(b, "\n%s\n\n", d.Text)
}

// archive is a ZIP file.
func archive(files map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// mailWithFiles is a message without words of its own, to which a letter, a picture, an
// old file and a message with notes are attached.
func mailWithFiles() string {
	const inner = "From: Ada Lund <ada@quay.example>\r\nSubject: The notes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n" +
		"--inner\r\nContent-Type: text/plain\r\n\r\nThe notes of the board are attached.\r\n" +
		"--inner\r\nContent-Type: text/markdown\r\nContent-Disposition: attachment; filename=letter.docx.md\r\n\r\n# Board notes\r\n\r\nThe board met on 3 March 2031.\r\n--inner--\r\n"
	file := func(kind, name string, raw []byte) string {
		return fmt.Sprintf("--outer\r\nContent-Type: %s\r\nContent-Disposition: attachment; filename=\"%s\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
			kind, name, base64.StdEncoding.EncodeToString(raw))
	}
	return "From: Port Press <press@port.example>\r\nSubject: Papers\r\nDate: Tue, 04 Mar 2031 18:20:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n" +
		file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "letter.docx", docx(reportText)) +
		file("application/octet-stream", "C:\\\\desk\\\\letter.docx", docx(wordText)) +
		file("image/png", "logo.png", []byte("\x89PNG\r\n\x1a\n")) +
		file("application/msword", "old.doc", []byte("\xd0\xcf\x11\xe0")) +
		"--outer\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "\r\n--outer--\r\n"
}

func docx(document string) []byte {
	return archive(map[string]string{"word/document.xml": document,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Letter about the quay</dc:title><dc:creator>Ada Lund</dc:creator></cp:coreProperties>`})
}

const wordText = `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Letter about the quay</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Vessholm, 5 March 2031. The port </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>signed</w:t></w:r><w:r><w:t xml:space="preserve"> the lease.</w:t></w:r><w:del><w:r><w:delText>This is gone.</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>What was agreed</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>The union keeps the crane.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Night work stays forbidden.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Points</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>14</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Rent</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2.4 million</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>Yours, Ingrid Halvorsen</w:t></w:r></w:p></w:body></w:document>`

// reportText has what stands in the middle of paragraphs and is none of them, a table
// in a table, a heading whose style has a German id, and a list that was left.
const reportText = `<w:document xmlns:w="w" xmlns:mc="m"><w:body>
<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Report on the quay</w:t></w:r></w:p>
<w:p><w:r><w:t>The rent is 2.4 million</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> crowns, the </w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> contract says.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2031</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>first half</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1.2 million</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t xml:space="preserve">Before the box </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Text in a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Text in a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>and after it.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>The union keeps the crane.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>At night too.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>A 14</w:t><w:noBreakHyphen/><w:t>day notice.</w:t></w:r></w:p></w:body></w:document>`

const reportNotes = `<w:footnotes xmlns:w="w"><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Ledger of the port, page 14.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const notesText = `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
<text:p>The rent is 2.4 million<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Ledger of the port, page 14.</text:p></text:note-body></text:note> crowns, the contract says.</text:p>
<text:list><text:list-item><text:p>Crane</text:p><text:list><text:list-item><text:p>At night too</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Fish market</text:p><text:p>It stays open to all.</text:p></text:list-item></text:list>
</office:text></office:body></office:document-content>`

const openText = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>
<text:h text:outline-level="1">Letter about the quay</text:h>
<text:p>Vessholm, 5 March 2031. The port <text:span>signed</text:span><text:s/>the lease.</text:p>
<text:list><text:list-item><text:p>The union keeps the crane.</text:p></text:list-item><text:list-item><text:p>Night work stays forbidden.</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Points</text:p></table:table-cell><table:table-cell><text:p>14</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>`

// TestWhatIsNotTaken holds the reasons that a person is told.
func TestWhatIsNotTaken(t *testing.T) {
	for _, test := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"a.pdf", []byte("%PDF-1.7\nnothing more"), "it is broken: it cannot be opened as a PDF"},
		{"a.pdf", []byte("Just a text."), "its name says pdf, but it does not begin like one"},
		{"a.txt", []byte("%PDF-1.7\n"), "its name says text, but it is a PDF"},
		{"a.html", docx(wordText), "its name says html, but it is a ZIP or office file"},
		{"a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "it is encrypted, or an old office file; save it without a password as .docx"},
		{"a.docx", docx(wordText)[:600], "it is broken: it is no whole archive (zip: not a valid zip file)"},
		{"a.docx", archive(map[string]string{"x.txt": "hello"}), "it is no Word document: it has no word/document.xml"},
		{"a.odt", archive(map[string]string{"content.xml": "\xff\xfe", "META-INF/manifest.xml": `<file-entry full-path="content.xml"><encryption-data/></file-entry>`}), "it is encrypted; save it without a password"},
		{"a.docx", docx(`<w:document><w:body/></w:document>`), "it holds no text"},
		{"a.docx", docx(strings.Repeat("<w:p>", 2000)), "it is broken: its parts lie too deep within each other"},
		{"a.docx", docx("<w:p><w:t>" + strings.Repeat(" ", ingest.MaxFile) + "</w:t></w:p>"), "word/document.xml unpacks to more than 64 MiB"},
		{"a.docx", docx("<w:p><w:r><w:t>" + strings.Repeat("word ", ingest.MaxText/5+1) + "</w:t></w:r></w:p>"), "it holds more than 8 MiB of text; split it into parts"},
		{"a.txt", []byte(strings.Repeat("word ", ingest.MaxText/5+1)), "it holds more than 8 MiB of text; split it into parts"},
		{"a.html", []byte("<html><body><script>x()</script></body></html>"), "it holds no text"},
		{"a.html", nil, "it is empty"},
		{"a.md", []byte("  \n"), "it is empty"},
		{"a.eml", []byte("hello\n\nthere"), "it is no message: it does not begin with the lines that messages have"},
		{"a.eml", []byte("Date: Tue, 04 Mar 2031 18:20:00 +0100\n\nthere"), "it is no message: it has neither a sender nor a subject"},
		{"a.xml", []byte("<config/>"), "it is no feed: neither RSS nor Atom nor JSON Feed"},
		{"a.json", []byte(`{"a": 1}`), "it is no feed: neither RSS nor Atom nor JSON Feed"},
		{"a.rss", []byte(`<rss version="2.0"><channel><title>x</title></channel></rss>`), "it is a feed without items"},
		{"a.rtf", []byte(`{\rtf1 hello}`), "it is an RTF file; save it as .docx"},
	} {
		_, err := ingest.ReadAll(test.name, test.raw)
		want := test.name + ": " + test.want
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", test.raw[:min(len(test.raw), 30)], err, want)
		}
	}
}
