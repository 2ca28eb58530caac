package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
)

func sources(_ context.Context, b *Bot, _ call) (Answer, error) {
	docs := b.dossier.Documents()
	if len(docs) == 0 {
		return emptyDossier(), nil
	}
	var list Documents
	for i := range docs {
		list.Documents = append(list.Documents, documentLine(&docs[i]))
	}
	return Answer{Title: counted(len(docs), "document", "documents"), Blocks: []Block{list}}, nil
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
