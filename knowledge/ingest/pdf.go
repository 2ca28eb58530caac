package ingest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	pdf "github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"attache/knowledge"
)

const (
	// maxPages is how many pages a PDF may have. Books have fewer than a thousand.
	maxPages = 3000
	// pdfPatience is how long one PDF may take.
	pdfPatience = 2 * time.Minute
)

var (
	errLocked  = errors.New("it is encrypted; save it without a password")
	errScanned = errors.New("it holds no text, only pictures of pages; run it through text recognition first")
)

// pdfium is started when the first PDF is read: compiling it takes seconds. It
// sees no files.
var pdfium = sync.OnceValues(func() (pdf.Pool, error) {
	return webassembly.Init(webassembly.Config{MinIdle: 0, MaxIdle: 1, MaxTotal: 2, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
})

// readPDF reads the text of a PDF page by page.
func readPDF(raw []byte) (content, error) {
	pool, err := pdfium()
	if err != nil {
		return content{}, fmt.Errorf("PDFs cannot be read here: %w", err)
	}
	reader, err := pool.GetInstance(pdfPatience)
	if err != nil {
		return content{}, fmt.Errorf("PDFs cannot be read at the moment: %w", err)
	}
	defer reader.Close()
	opened, err := reader.OpenDocument(&requests.OpenDocument{File: &raw})
	switch {
	case errors.Is(err, pdferrors.ErrPassword) || errors.Is(err, pdferrors.ErrSecurity):
		return content{}, errLocked
	case err != nil:
		return content{}, errors.New("it is broken: it cannot be opened as a PDF")
	}
	p := pdfReader{reader: reader, doc: opened.Document, deadline: time.Now().Add(pdfPatience)}
	pages, err := p.pages()
	if err != nil {
		return content{}, err
	}
	c := layOut(pages)
	if strings.TrimSpace(c.text) == "" {
		return content{}, errScanned
	}
	p.describe(&c)
	return c, nil
}

type pdfReader struct {
	reader   pdf.Pdfium
	doc      references.FPDF_DOCUMENT
	deadline time.Time
}

// pages reads the lines of all pages.
func (p *pdfReader) pages() ([][]pdfLine, error) {
	count, err := p.reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: p.doc})
	if err != nil {
		return nil, errors.New("it is broken: its pages cannot be counted")
	}
	if count.PageCount > maxPages {
		return nil, fmt.Errorf("it has %d pages; at most %d are read", count.PageCount, maxPages)
	}
	var out [][]pdfLine
	for i := range count.PageCount {
		if time.Now().After(p.deadline) {
			return nil, fmt.Errorf("reading it takes more than %v; it was given up at page %d of %d", pdfPatience, i+1, count.PageCount)
		}
		page, err := p.reader.GetPageTextStructured(&requests.GetPageTextStructured{
			Page:                   requests.Page{ByIndex: &requests.PageByIndex{Document: p.doc, Index: i}},
			Mode:                   requests.GetPageTextStructuredModeChars,
			CollectFontInformation: true,
		})
		if err != nil {
			return nil, fmt.Errorf("it is broken: page %d of %d cannot be read", i+1, count.PageCount)
		}
		out = append(out, linesOf(page.Chars))
	}
	return out, nil
}

// describe takes title and date from what the file says of itself. A date there is
// the last resort: it is when the file was made.
func (p *pdfReader) describe(c *content) {
	get := func(tag string) string {
		m, err := p.reader.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: p.doc, Tag: tag})
		if err != nil {
			return ""
		}
		return strings.TrimSpace(m.Value)
	}
	title := get("Title")
	if !strings.ContainsAny(title, `/\`) && !strings.Contains(strings.ToLower(title), "untitled") && len(strings.Fields(title)) > 1 {
		c.entitled(title, "properties of the file")
	}
	if made := strings.TrimPrefix(get("CreationDate"), "D:"); len(made) >= 8 {
		c.made = knowledge.FoundDate{Value: day(made[:4], number(made[4:6]), made[6:8]), From: "properties of the file"}
	}
}
