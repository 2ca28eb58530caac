package names

// Known is what the documents of a dossier showed of the words in names: the
// second reading of a document ([FindWith]) uses it. It is not changed while it
// is read.
type Known struct {
	family map[string]*evidence
}

type evidence struct {
	person, given, organisation int // documents
}

// NewKnown returns a Known that knows nothing yet.
func NewKnown() *Known { return &Known{family: map[string]*evidence{}} }

// Add notes the names that one document holds. Persons count where they are
// named with two words or more.
func (k *Known) Add(mentions []Mention) {
	type fact struct {
		key  string
		what uint8
	}
	seen := map[fact]bool{}
	note := func(key string, what uint8) {
		f := fact{key, what}
		if key == "" || seen[f] {
			return
		}
		seen[f] = true
		e := k.family[key]
		if e == nil {
			e = &evidence{}
			k.family[key] = e
		}
		switch what {
		case 0:
			e.person++
		case 1:
			e.given++
		case 2:
			e.organisation++
		}
	}
	for i := range mentions {
		m := &mentions[i]
		switch m.Kind {
		case Person:
			if words := splitName(m.Name); len(words) > 1 {
				note(words[len(words)-1], 0)
				note(words[0], 1)
			}
		case Organisation:
			note(fold(m.Name), 2)
		}
	}
}

// enoughDocuments is how many documents must show a surname before it is known in
// all: one can err.
const enoughDocuments = 2

// recall adds the dossier's evidence to the document's own.
func (s *scan) recall() {
	for key := range s.solo {
		e := s.known.family[key]
		if e == nil {
			continue
		}
		f := s.family[key]
		if e.person >= enoughDocuments {
			f.person = max(f.person, certain)
		}
		if e.organisation >= enoughDocuments {
			f.organisation = max(f.organisation, certain)
		}
		if f != (family{}) {
			s.family[key] = f
		}
	}
}
