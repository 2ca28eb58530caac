package knowledge

import (
	"context"
	"fmt"
)

// Verify reports an error if the citation is not, byte for byte, what the stored
// text of its document says.
func Verify(ctx context.Context, texts Texts, c Citation) error {
	text, err := texts.Text(ctx, c.Doc)
	if err != nil {
		return fmt.Errorf("citation %s of %s: %w", c.ID, c.Path, err)
	}
	if c.Span.Start < 0 || c.Span.End > len(text) || c.Span.Start >= c.Span.End || c.Span.In(text) != c.Text {
		return fmt.Errorf("citation %s of %s: bytes %d to %d do not say what is quoted", c.ID, c.Path, c.Span.Start, c.Span.End)
	}
	return nil
}

// Texts gives the canonical text of documents.
type Texts interface {
	Text(ctx context.Context, id DocID) (string, error)
}
