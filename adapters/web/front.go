package web

import (
	"attache/bot"
)

// extent is what there is of a dossier, in numbers.
type extent struct {
	Documents, Publishers, Names, Origins int
}

type frontView struct {
	Answer  answerView
	Extent  string // in the bot's words
	Numbers extent
	Parts   map[string]partView
	Differ  []disagreementView
	Empty   string // why there is nothing to show
}

// front shows the dossier on one page.
func (d *desk) front() (page, error) {
	answer := d.answer("/brief", 0)
	if answer.Err != nil {
		return page{}, answer.Err
	}
	v := frontView{Answer: d.viewAnswer(answer, usualQuotes, false), Parts: map[string]partView{}}
	if answer.Abstained {
		v.Empty = plain(answer.Reason)
	}
	for _, b := range v.Answer.Blocks {
		switch data := b.Data.(type) {
		case bot.Notice:
			if v.Extent == "" {
				v.Extent = data.Text
			}
		case []partView:
			for _, p := range data {
				v.Parts[p.Part] = p
			}
		case []disagreementView:
			v.Differ = data
		}
	}
	var err error
	if v.Numbers, err = d.extent(); err != nil {
		return page{}, err
	}
	return page{View: "front", Title: "", Place: "front", Data: v}, nil
}

func (d *desk) extent() (extent, error) {
	return d.summary.of(d.Dossier.Edition(), func() (extent, error) {
		docs := d.Dossier.Documents()
		publishers := map[string]bool{}
		for i := range docs {
			if p := docs[i].Publisher.Value; p != "" {
				publishers[p] = true
			}
		}
		traced, err := d.tracedAll()
		if err != nil {
			return extent{}, err
		}
		named := map[string]bool{}
		for _, o := range traced {
			if o.Name != "" {
				named[o.Name] = true
			}
		}
		return extent{len(docs), len(publishers), len(d.Dossier.Names().Entities()), len(named)}, nil
	})
}
