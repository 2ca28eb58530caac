package bot

import (
	"context"
	"fmt"
	"strings"

	"attache/knowledge"
)

func sources(ctx context.Context, b *Bot, c call) (Answer, error) {
	word, rest := cutWord(c.words)
	switch strings.ToLower(word) {
	case "", "list":
		return b.listSources(ctx)
	case "add":
		return b.addSource(ctx, c, rest)
	case "remove":
		return b.removeSource(ctx, c, rest)
	}
	return Answer{}, &UserError{fmt.Sprintf("/sources does not know “%s”.", clip(word, 40)), "Type /sources, /sources add URL or /sources remove DOCUMENT."}
}

func (b *Bot) listSources(ctx context.Context) (Answer, error) {
	docs := b.dossier.Documents()
	if len(docs) == 0 {
		return emptyDossier(), nil
	}
	var list Documents
	for i := range docs {
		list.Documents = append(list.Documents, documentLine(&docs[i]))
	}
	feeds, err := b.listFeeds(ctx)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Title: counted(len(docs), "document", "documents"), Blocks: append([]Block{list}, feeds...)}, nil
}

func documentLine(d *knowledge.Document) DocumentLine {
	return DocumentLine{Source: d.Source(), TitleFrom: d.Title.From, PublisherFrom: d.Publisher.From, PublishedFrom: d.Published.From,
		Also: d.Published.Also, Language: d.Language, Encoding: d.Encoding}
}

func emptyDossier() Answer {
	return Answer{Title: "The dossier is empty", Abstained: true, Reason: "The dossier holds no documents yet.",
		Blocks: []Block{Notice{Text: "The dossier holds no documents yet.", Hint: "Put text files into its folder, or run: attache ingest FILE"}}}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
