package language

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes the blocks of a text one a line: the first letter of the kind,
// the level of a heading, the marker, and the body on one line.
func outline(t *Text) string {
	var b strings.Builder
	for _, block := range t.Blocks {
		kind := string("PHILF"[block.Kind])
		if block.Kind == Heading {
			kind += fmt.Sprint(block.Level)
		}
		if block.Marker != "" {
			kind += " " + block.Marker
		}
		fmt.Fprintf(&b, "%s %s\n", kind, strings.Join(strings.Fields(block.Body.In(t.Raw)), " "))
	}
	return b.String()
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"article", `
Ministers Agree on Fish
March 6, 2008
Ministers agreed on quotas on Thursday.
They met in Brussels.`, `
H0 Ministers Agree on Fish
L March 6, 2008
P Ministers agreed on quotas on Thursday.
P They met in Brussels.`},

		{"running text has no title", `
Ministers agreed on quotas on Thursday.
What They Agreed
The quota for cod falls by a third.`, `
P Ministers agreed on quotas on Thursday.
H1 What They Agreed
P The quota for cod falls by a third.`},

		{"doubled lines keep the last", `
Logo
Ministers Agree on Fish for Next Year

Ministers Agree on Fish for Next Year

People Involved

Jane Smith
Jane Smith
Minister of Fisheries (host)`, `
F Logo
F Ministers Agree on Fish for Next Year
H0 Ministers Agree on Fish for Next Year
H1 People Involved
F Jane Smith
L Jane Smith
L Minister of Fisheries (host)`},

		{"title with the name of the site", `
World
Politics
Home > World > Europe
Ministers Agree on Fish for Next Year | The Daily Example
Ministers Agree on Fish for Next Year
By Jane Smith
Published: 17 July 2023, 14:05 BST
Share
Facebook Twitter WhatsApp
Ministers agreed on quotas on Thursday.
Read more: Cod is dear
5 min read
© 2023 The Daily Example. All rights reserved.
DailyExample.com`, `
F World
F Politics
F Home > World > Europe
F Ministers Agree on Fish for Next Year | The Daily Example
H0 Ministers Agree on Fish for Next Year
L By Jane Smith
L Published: 17 July 2023, 14:05 BST
F Share
F Facebook Twitter WhatsApp
P Ministers agreed on quotas on Thursday.
F Read more: Cod is dear
F 5 min read
F © 2023 The Daily Example. All rights reserved.
F DailyExample.com`},

		{"name of a section over the title", `
Business News
Shares Fall Sharply in Tokyo and Seoul
Shares fell on Monday.`, `
H0 Business News
H0 Shares Fall Sharply in Tokyo and Seoul
P Shares fell on Monday.`},

		{"numbered headings and numbered items", `
The Plan Explained

1. What It Says

The plan has three parts, all of them disputed:

  1. A cease-fire.

  2. A line of control.

2. What Happens Next?

Nobody knows.`, `
H0 The Plan Explained
H1 1. What It Says
P The plan has three parts, all of them disputed:
I 1. A cease-fire.
I 2. A line of control.
H1 2. What Happens Next?
P Nobody knows.`},

		{"entries with a tag and text", `
Timeline

  1. Talks Open in Geneva

    Diplomacy

    The two sides met for an hour.

  2. Talks Fail

    Diplomacy

    They left without a word.`, `
H0 Timeline
I 1. Talks Open in Geneva
L Diplomacy
P The two sides met for an hour.
I 2. Talks Fail
L Diplomacy
P They left without a word.`},

		{"figures", `
Key Figures
$75 billion
Estimated damage
The dearest storm in a decade.
107
Deaths
Over 1 million
Customers without power`, `
H0 Key Figures
L $75 billion
L Estimated damage
P The dearest storm in a decade.
L 107
L Deaths
L Over 1 million
L Customers without power`},

		{"counted cards", `
Scenarios

1

The Dam Holds

Likelihood: high

The water falls within a week.

2

The Dam Breaks

Likelihood: low

The valley is lost.`, `
H0 Scenarios
L 1
H2 The Dam Holds
L Likelihood: high
P The water falls within a week.
L 2
H2 The Dam Breaks
L Likelihood: low
P The valley is lost.`},

		{"headings that are repeated lie deeper", `
Precedents

The First Treaty (1953)

July 1953 – present (ongoing)

Outcome

It held.

The Second Treaty (1995)

November–December 1995

Outcome

It failed.`, `
H0 Precedents
H2 The First Treaty (1953)
L July 1953 – present (ongoing)
H3 Outcome
P It held.
H2 The Second Treaty (1995)
L November–December 1995
H3 Outcome
P It failed.`},

		{"people without doubled names", `
The Storm

People

John Smith
Governor of Louisiana

Ann Jones
Mayor of New Orleans

Aftermath

The water fell.`, `
H0 The Storm
H1 People
H2 John Smith
L Governor of Louisiana
H2 Ann Jones
L Mayor of New Orleans
H1 Aftermath
P The water fell.`},

		{"a chronicle", `
The Storm
Timeline

August 26, 2021
A depression forms.

August 29, 2021
It lands.`, `
H0 The Storm
H1 Timeline
L August 26, 2021
P A depression forms.
L August 29, 2021
P It lands.`},

		{"a chronicle with titles and tags", `
The Law Explained

The law is in force.

Timeline

August 2025
Duties apply
Regulation
Providers must publish summaries.

February 2, 2025
Bans take effect
Regulation
Scoring is prohibited.`, `
H0 The Law Explained
P The law is in force.
H1 Timeline
L August 2025
L Duties apply
L Regulation
P Providers must publish summaries.
L February 2, 2025
L Bans take effect
L Regulation
P Scoring is prohibited.`},

		{"items that lost their markers", `
Analysts caution that any agreement hinges on:
Trust between the capitals
Clear enforcement
Political will on all sides
Despite doubts, the push goes on.`, `
P Analysts caution that any agreement hinges on:
I Trust between the capitals
I Clear enforcement
I Political will on all sides
P Despite doubts, the push goes on.`},

		{"lead-in to a quotation", `
As one official put it:

"Both sides need to be realistic."`, `
P As one official put it:
P "Both sides need to be realistic."`},

		{"wrapped by hand", `
The committee met on Tuesday to consider the three options that Jan
Nowak had put forward in March. It was the second meeting, and Ms.
Smith did not come. No decision was taken about the plant at
Gdańsk.
   A new paragraph begins with white space here, as it does in many
old books and in text that was typed by hand.`, `
P The committee met on Tuesday to consider the three options that Jan Nowak had put forward in March. It was the second meeting, and Ms. Smith did not come. No decision was taken about the plant at Gdańsk.
P A new paragraph begins with white space here, as it does in many old books and in text that was typed by hand.`},

		{"one line a paragraph", `
The Secret Framework Takes Shape in the Capital
Sources revealed that the plan consists of many points in four categories: peace, guarantees, security across the continent, and relations.
A Perspective and What Others Know About It
Officials expressed satisfaction with the talks, stating in an interview that they feel their position is really being heard at last.
Broader Objectives of the Whole Initiative
According to them, the initiative builds on principles that were agreed upon during a meeting in August, far from the capital and the press.
Next Steps and What Must Be Settled Before
The capital has begun briefing others about the proposal, and a formal document is to be ready before the two of them meet again.`, `
H0 The Secret Framework Takes Shape in the Capital
P Sources revealed that the plan consists of many points in four categories: peace, guarantees, security across the continent, and relations.
H1 A Perspective and What Others Know About It
P Officials expressed satisfaction with the talks, stating in an interview that they feel their position is really being heard at last.
H1 Broader Objectives of the Whole Initiative
P According to them, the initiative builds on principles that were agreed upon during a meeting in August, far from the capital and the press.
H1 Next Steps and What Must Be Settled Before
P The capital has begun briefing others about the proposal, and a formal document is to be ready before the two of them meet again.`},

		{"headlines of one length", `
Ministers agree on fish quotas for the coming year in Brussels
President meets the leaders of the striking unions in Warsaw
Central bank raises interest rates for the third time in May
Parliament votes on the budget after a long night of debates
Museum opens again with a show of maps and plans of the city`, `
H0 Ministers agree on fish quotas for the coming year in Brussels
L President meets the leaders of the striking unions in Warsaw
L Central bank raises interest rates for the third time in May
L Parliament votes on the budget after a long night of debates
L Museum opens again with a show of maps and plans of the city`},

		{"broken around a link", `
The plan, according to
Reuters
, was drafted in May.
The deal was reached in
the night.`, `
H0 The plan, according to
P Reuters , was drafted in May.
P The deal was reached in the night.`},

		{"no continuation", `
International outlets relying on wires
e.g., Reuters — They present the plan as another gambit by the president and say so in many more words than would fit on a line.`, `
H0 International outlets relying on wires
P e.g., Reuters — They present the plan as another gambit by the president and say so in many more words than would fit on a line.`},

		{"letters, initials and dashes", `
J. Edgar Hoover was there.

a) Hold the line
b) Build trust

– It has nothing to do with it, – he said.

II. War
The war began.
III. Peace
The peace came.

— The Daily Example`, `
P J. Edgar Hoover was there.
I a) Hold the line
I b) Build trust
P – It has nothing to do with it, – he said.
H1 II. War
P The war began.
H1 III. Peace
P The peace came.
L — The Daily Example`},

		{"a date is no marker", `
19. November 2025
Der Rat tagte in Wien.`, `
L 19. November 2025
P Der Rat tagte in Wien.`},

		{"markdown", `
# EU Reaches a Deal

**Brussels** — *9 December 2023*

## Key points

- **Ban** on scoring
  - for start-ups too
- Fines

Underlined
----------

> "Historic," he said.

| Date | Event |
|------|-------|
| 2021 | Proposal |

**Status:** Provisional
***
[Read more](https://example.com)`, `
H0 EU Reaches a Deal
L **Brussels** — *9 December 2023*
H2 Key points
I - **Ban** on scoring
I - for start-ups too
I - Fines
H2 Underlined
F ----------
P "Historic," he said.
L | Date | Event |
F |------|-------|
L | 2021 | Proposal |
L **Status:** Provisional
F ***
F [Read more](https://example.com)`},

		{"questions of an interview", `
An Interview
Why did you start?
Because the work had to change, and we wanted to build something that lasts.
Was it hard?
It was.`, `
H0 An Interview
H1 Why did you start?
P Because the work had to change, and we wanted to build something that lasts.
P Was it hard?
P It was.`},

		{"keys that the document repeats", `
Ships

Aurora
Flag: Norway

Borealis
Flag: Panama`, `
H0 Ships
H1 Aurora
L Flag: Norway
H1 Borealis
L Flag: Panama`},

		{"other alphabets", `
Зернова угода припинена

17 липня 2023 р., 15:20

Росія вийшла з угоди, повідомив речник.

Читайте також: Ціни на пшеницю`, `
H0 Зернова угода припинена
L 17 липня 2023 р., 15:20
P Росія вийшла з угоди, повідомив речник.
F Читайте також: Ціни на пшеницю`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := outline(Analyse(c.text[1:]))
			if want := c.want[1:] + "\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestHeadingsGovern(t *testing.T) {
	text := Analyse("The Storm\n\nPrecedents\n\nThe First Flood\n\nOutcome\n\nIt fell.\n\nThe Second Flood\n\nOutcome\n\nIt rose.")
	last := len(text.Blocks) - 1
	var path []string
	for _, i := range text.Path(last) {
		path = append(path, text.Blocks[i].Body.In(text.Raw))
	}
	if got := strings.Join(path, " > "); got != "The Storm > Precedents > The Second Flood > Outcome" {
		t.Errorf("the last line stands under %s", got)
	}
	if head := text.Blocks[last].Head; text.Blocks[head].Body.In(text.Raw) != "Outcome" {
		t.Errorf("its heading is block %d", head)
	}
}

func TestLinesEndInEveryWay(t *testing.T) {
	want := outline(Analyse("A Title\nOne sentence.\n\nAnother."))
	for name, end := range map[string]string{"Windows": "\r\n", "old Macintosh": "\r", "separator": "\u2028"} {
		if got := outline(Analyse(strings.ReplaceAll("A Title\nOne sentence.\n\nAnother.", "\n", end))); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}
