package ingest

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	rendered "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownPage makes a page of Markdown, with a mark before each block that says on
// which line of the file it begins: the source begins behind that many lines.
func markdownPage(source []byte, before int) ([]byte, error) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(rendered.WithUnsafe(),
		renderer.WithNodeRenderers(util.Prioritized(markRenderer{}, 100))))
	root := md.Parser().Parse(text.NewReader(source))
	starts := lineStarts(source)
	for _, block := range blocksWithLines(root) {
		number := before + sort.SearchInts(starts, firstByte(block)+1)
		block.Parent().InsertBefore(block.Parent(), block, &lineMark{number: number})
	}
	var page bytes.Buffer
	err := md.Renderer().Render(&page, source, root)
	return page.Bytes(), err
}

// lineStarts are the offsets at which lines begin.
func lineStarts(source []byte) []int {
	starts := []int{0}
	for i, c := range source {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// blocksWithLines are the blocks whose text the source has lines of; of a table its
// rows.
func blocksWithLines(root ast.Node) []ast.Node {
	var out []ast.Node
	// The walker returns no error of its own.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if firstByte(n) < 0 {
			return ast.WalkContinue, nil
		}
		out = append(out, n)
		return ast.WalkSkipChildren, nil
	})
	return out
}

// firstByte is the offset in the source at which the text of a block begins; -1 where it
// has none of its own.
func firstByte(n ast.Node) int {
	switch {
	case n.Type() == ast.TypeDocument:
		return -1
	case n.Kind() == extast.KindTableHeader || n.Kind() == extast.KindTableRow:
		n = n.FirstChild()
	}
	if n == nil || n.Lines().Len() == 0 {
		return -1
	}
	return n.Lines().At(0).Start
}

// lineMark stands before a block and says on which line of the file that begins.
type lineMark struct {
	ast.BaseBlock
	number int
}

var kindLineMark = ast.NewNodeKind("LineMark")

func (*lineMark) Kind() ast.NodeKind { return kindLineMark }

func (m *lineMark) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"Number": strconv.Itoa(m.number)}, nil)
}

// markRenderer writes marks of lines as comments, which every place in a page may hold.
type markRenderer struct{}

const markPrefix = "line of the file: "

// RegisterFuncs implements [renderer.NodeRenderer].
func (markRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindLineMark, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if m, ok := n.(*lineMark); ok && entering {
			fmt.Fprintf(w, "<!--%s%d-->", markPrefix, m.number)
		}
		return ast.WalkContinue, nil
	})
}

// markedLine is the line that a comment of a page marks; 0 for other comments.
func markedLine(comment string) int {
	number, ok := strings.CutPrefix(comment, markPrefix)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n
}
