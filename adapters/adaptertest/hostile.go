package adaptertest

import (
	"fmt"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// HostileText is something that a document or a person may write to make a
// message look or act as the bot would not have it.
type HostileText struct {
	Name string
	Text string
}

// HostileTexts returns texts that try markup, mentions, links and limits.
func HostileTexts() []HostileText {
	return []HostileText{
		{"slack-broadcast", "Hear this <!channel> and <!here> and <!everyone> and <!subteam^S1|team>"},
		{"slack-mentions", "Ask <@U1> and <@U1|boss> in <#C1|general> at <!date^1392734382^{date}|noon>"},
		{"discord-broadcast", "Hear this @everyone and @here"},
		{"discord-mentions", "Ask <@123456789012345678>, <@!123456789012345678>, <@&123456789012345678> in <#123456789012345678>, </ask:123456789012345678> at <t:1700000000:R>, <a:wave:123456789012345678> <id:customize>"},
		{"markup", "*bold* _it_ ~x~ `code` **strong** __under__ ~~gone~~ ||spoiler||"},
		{"line-markup", "> quoted\n>>> all of it\n# Head\n## Head\n### Head\n-# small\n- item\n* item\n1. one\n2) two"},
		{"fence", "```\nrm -rf\n``` and ```` and `` ` ``"},
		{"masked-link", "[masked](https://evil.example) and [x]( <https://evil.example> 'title')"},
		{"slack-link", "<https://evil.example|bank.example> <mailto:a@b.example|write>"},
		{"bare-links", "https://evil.example/a_b_c http://evil.example www.evil.example evil.example discord.gg/abc mailto:a@b.example a@b.example steam://run"},
		{"script-link", "javascript:alert(1)"},
		{"data-link", "data:text/html,<script>alert(1)</script>"},
		{"broken-link", "https://evil.example/|x>y z)"},
		{"entities", "Tom & Jerry &lt;b&gt; &amp;amp; <b>bold</b>"},
		{"backslashes", `\*not\* \\ C:\new\table \_`},
		{"rtl", "annual\u202egpj.exe\u202c \u2066isolated\u2069 \u200frtl \u202d\u202d\u202d"},
		{"zero-width", "@\u200beve\u200bryone \ufeff<\u200b!channel> so\u00adft \u2060\u200d\u200c"},
		{"nul", "a\x00b\x01\x02\x1b[31mred\x7f\u0085"},
		{"invalid-utf8", "caf\xe9 \xff\xfe \xed\xa0\x80 ends \xe2\x82"},
		{"emoji", ":smile: :rotating_light: :+1::skin-tone-2: 👩‍👩‍👧‍👦 🇺🇦 <:x:123456789012345678>"},
		{"newlines", "\n\none\r\n\r\ntwo\rthree\u2028four\u2029five\n\n\n\n\n\nsix\n\n"},
		{"spaces", " \t\u00a0\u3000 "},
		{"empty", ""},
		{"long-name", strings.Repeat("Maximilian ", 455)},
		{"long-word", strings.Repeat("a", 5000)},
		{"long-cyrillic", strings.Repeat("Кириллица. ", 364)},
		{"long-astral", strings.Repeat("𝕏👍", 1000)},
		{"long-combining", "Z" + strings.Repeat("\u0351\u0342", 1500)},
		{"long-ampersands", strings.Repeat("&<>", 1000)},
		{"long-markup", strings.Repeat("*_~`|\\", 600)},
		{"many-lines", strings.Repeat("x\n", 2000)},
	}
}

// Hostile returns, for each of [HostileTexts], an answer with every kind of block
// in which every text is that text; and answers that are large in number.
func Hostile() []Named {
	var all []Named
	for _, h := range HostileTexts() {
		all = append(all, Named{h.Name, AnswerOf(h.Text, 3)})
	}
	return append(all,
		Named{"many-quotes", AnswerOf("The quay is 11.4 m deep.", 200)},
		Named{"many-hostile-quotes", AnswerOf("<!channel> *a* @everyone", 200)},
		Named{"long-timeline", LongTimeline(500)},
		Named{"long-profile", LongProfile(300)},
	)
}

// AnswerOf returns an answer with every kind of block in which every text, name
// and address is text, and every list has n elements. The spans to mark are
// often none that a text has: outside of it, inverted, or inside a letter.
// Fuzz targets give it what they like.
func AnswerOf(text string, n int) bot.Answer {
	d := knowledge.NewDocument(text, text)
	d.Title, d.Publisher, d.URL = knowledge.Found{Value: text, From: text}, knowledge.Found{Value: text, From: text}, text
	d.Published = knowledge.FoundDate{Value: date("2031-03-04"), From: text}
	c := d.Cite(knowledge.Span{Start: 0, End: len(text)})
	cs := repeat(n, func(int) knowledge.Citation { return c })
	documents := repeat(n, func(int) knowledge.Source { return c.Source })
	origin := bot.Origin{Name: text, Stated: true, Documents: documents[:min(n, 20)], Because: cs[:min(n, 5)]}
	entry := func(i int) bot.TimelineEntry {
		return bot.TimelineEntry{
			When:   knowledge.When{From: date("2031-03-04"), To: date("2031-03-05"), Basis: knowledge.Basis(i % 4), Open: i%2 == 1},
			Status: knowledge.Status(i % 5), Text: c, Citations: cs[:min(n, 3)], ResolvedFrom: cs[:min(n, 2)], Origins: []bot.Origin{origin}}
	}
	said := bot.Statement{Quote: c, Verb: text, Context: c, Told: text, Hedged: true}
	marks := []knowledge.Span{{Start: -5, End: 3}, {Start: 1, End: 2}, {Start: 2, End: 1}, {Start: len(text) / 2, End: len(text) + 9}, {Start: 0, End: len(text)}}
	return bot.Answer{
		Command: "ask", Line: "/ask " + text, Title: text, Abstained: true, Reason: text,
		Understood: repeat(n, func(int) bot.Understood { return bot.Understood{Typed: text, As: text} }),
		Blocks: []bot.Block{
			bot.Quotes{Quotes: repeat(n, func(int) bot.Quote { return bot.Quote{Citations: cs[:min(n, 5)], Marks: marks} }), Near: true},
			bot.Origins{Origins: repeat(n, func(int) bot.Origin { return origin }), Documents: n},
			bot.Disagreements{Disagreements: repeat(n, func(int) bot.Disagreement {
				return bot.Disagreement{About: text, Sides: repeat(3, func(int) bot.Side { return bot.Side{Value: text, Quotes: cs[:min(n, 2)]} })}
			})},
			bot.Timeline{Entries: repeat(n, entry), Undated: n, Hidden: n},
			bot.Profile{Name: text, Kind: text, Variants: repeat(n, func(int) string { return text }),
				Roles: repeat(n, func(int) bot.Role { return bot.Role{Citations: cs[:min(n, 3)]} }),
				Said:  repeat(n, func(int) bot.Statement { return said }), SaidAbout: repeat(n, func(int) bot.Statement { return said }),
				With:   repeat(n, func(i int) bot.Link { return bot.Link{Name: text, Count: i} }),
				Events: repeat(n, entry), Documents: documents, First: date("2031"), Last: date("2031-03")},
			bot.Candidates{Query: text, Candidates: repeat(n, func(i int) bot.Candidate {
				return bot.Candidate{Name: text, Role: &c, Line: fmt.Sprintf("/who %d %s", i, text)}
			})},
			bot.Items{Items: repeat(n, func(int) bot.Item {
				return bot.Item{Part: text, Label: text, Title: &c, Text: &c, By: text, Firmness: text, Citations: cs[:min(n, 3)]}
			})},
			bot.Documents{Documents: repeat(n, func(int) bot.DocumentLine {
				return bot.DocumentLine{Source: c.Source, TitleFrom: text, PublisherFrom: text, PublishedFrom: text, Language: text, Encoding: text,
					Also: []knowledge.FoundDate{{Value: date("2031-03-03"), From: text}}}
			})},
			bot.Notice{Text: text, Hint: text},
			bot.Help{Commands: repeat(n, func(int) bot.CommandHelp { return bot.CommandHelp{Usage: text, Summary: text, Example: text} })},
		},
	}
}

func repeat[T any](n int, element func(int) T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = element(i)
	}
	return list
}
