package knowledge

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unique"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// Dossier answers questions about a set of documents. It is safe for concurrent
// use: a question sees the documents as they were when it began, and changes are
// swapped in without a pause.
type Dossier struct {
	store    Store
	index    Index
	aliases  names.Aliases
	logger   *slog.Logger
	taken    func(Taken)
	nameless bool

	changes sync.Mutex  // held by whoever changes store, index or view
	putting atomic.Bool // documents are being put, and will be in the view
	view    atomic.Pointer[view]
	opened  *cache

	receipts receipts
}

// Config is what a Dossier is made of.
type Config struct {
	Store   Store // closed by Dossier.Close
	Index   Index // likewise
	Aliases names.Aliases
	Logger  *slog.Logger // nil discards
	Taken   func(Taken)  // told what Put and Replace took in; nil where nobody wants to know

	// Nameless is for documents that are only taken in: no question is asked, so that
	// the names of all of them, which take most of the memory, are not held.
	Nameless bool
}

// view is the dossier at one revision. It is never changed.
type view struct {
	revision int64
	edition  string
	docs     []Document // in order of path, without Text
	byID     map[DocID]int
	people   *names.Catalogue
	lineage  *lineage
}

// Open brings the index up to the store and returns the dossier.
func Open(ctx context.Context, c Config) (*Dossier, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	d := &Dossier{store: c.Store, index: c.Index, aliases: c.Aliases, logger: c.Logger, taken: c.Taken, nameless: c.Nameless, opened: newCache(maxCached)}
	d.changes.Lock()
	defer d.changes.Unlock()
	if err := d.readAgain(ctx); err != nil {
		return nil, fmt.Errorf("open the dossier: %w", err)
	}
	if _, err := d.catchUp(ctx); err != nil {
		return nil, fmt.Errorf("open the dossier: %w", err)
	}
	return d, nil
}

// Close releases store and index.
func (d *Dossier) Close() error { return errors.Join(d.index.Close(), d.store.Close()) }

// Documents returns the documents in order of path, without their texts. The
// slice is shared and must not be changed.
func (d *Dossier) Documents() []Document { return d.view.Load().docs }

// Revision changes with every change to the documents.
func (d *Dossier) Revision() int64 { return d.view.Load().revision }

// Edition names all that answers rest on, the documents and the aliases. It is the
// same in every process that answers from the same; what was worked out in one
// edition holds as long as it stays.
func (d *Dossier) Edition() string { return d.view.Load().edition }

// Head returns a document without its text, and false where there is none.
func (d *Dossier) Head(id DocID) (Document, bool) {
	v := d.view.Load()
	i, ok := v.byID[id]
	if !ok {
		return Document{}, false
	}
	return v.docs[i], true
}

// Find returns the document with this id or path.
func (d *Dossier) Find(ctx context.Context, idOrPath string) (Document, error) {
	for _, doc := range d.Documents() {
		if string(doc.ID) == idOrPath || doc.Path == idOrPath {
			return d.Document(ctx, doc.ID)
		}
	}
	return Document{}, fmt.Errorf("%q: %w", idOrPath, ErrNotFound)
}

// Document returns a document with its text.
func (d *Dossier) Document(ctx context.Context, id DocID) (Document, error) {
	o, err := d.open(ctx, id)
	if err != nil {
		return Document{}, err
	}
	return o.doc, nil
}

// Text implements [Texts]. What was quoted of a text that was revised since stands in
// the text of then.
func (d *Dossier) Text(ctx context.Context, id DocID) (string, error) {
	doc, err := d.Document(ctx, id)
	if errors.Is(err, ErrNotFound) {
		doc, err = d.Before(ctx, id)
	}
	return doc.Text, err
}

// Facts returns what was read in a document. They are shared and must not be
// changed.
func (d *Dossier) Facts(ctx context.Context, id DocID) (Facts, error) {
	o, err := d.open(ctx, id)
	if err != nil {
		return Facts{}, err
	}
	return o.facts, nil
}

// Analysis returns the document's text as tokens, blocks and sentences.
func (d *Dossier) Analysis(ctx context.Context, id DocID) (*language.Text, error) {
	o, err := d.open(ctx, id)
	if err != nil {
		return nil, err
	}
	return o.analysis(), nil
}

// Names returns the names of the dossier, joined over all documents. The
// references of its entities are document ids.
func (d *Dossier) Names() *names.Catalogue { return d.view.Load().people }

// preparedAtMost is how many documents are prepared for. What their happenings rest
// on takes some forty times the memory of their texts while it is worked out: in a
// large dossier only who asks for it has that.
const preparedAtMost = 1500

// Prepare works out what the first timeline or profile after a change rests on, so
// that nobody who asks waits for it. For a large dossier it does nothing.
func (d *Dossier) Prepare(ctx context.Context) error {
	if len(d.Documents()) > preparedAtMost {
		return nil
	}
	_, err := d.happenings(ctx)
	return err
}

// open returns a document with what was read in it, and keeps it at hand.
func (d *Dossier) open(ctx context.Context, id DocID) (*openDocument, error) {
	return d.openFor(ctx, id, d.opened.put)
}

// pass is as open, for going through all documents: that must not push out those that
// somebody asked for.
func (d *Dossier) pass(ctx context.Context, id DocID) (*openDocument, error) {
	return d.openFor(ctx, id, d.opened.offer)
}

func (d *Dossier) openFor(ctx context.Context, id DocID, keep func(DocID, *openDocument)) (*openDocument, error) {
	if o, ok := d.opened.get(id); ok {
		return o, nil
	}
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read document %s: %w", id, err)
	}
	facts, err := d.factsOf(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read facts of document %s: %w", id, err)
	}
	o := &openDocument{doc: doc, facts: facts}
	keep(id, o)
	return o, nil
}

// Outcome tells what became of a document that was put.
type Outcome uint8

// The outcomes of Put.
const (
	Added Outcome = iota
	Unchanged
	Revised  // the path was there with another text
	Copy     // the same text is there under another path, and is not stored again
	NearCopy // stored; but for a few words it is a text that is there under another path
	Left     // it stood in the folder, does so no longer, and is gone from the dossier
)

var outcomeNames = [...]string{"added", "unchanged", "revised", "copy of", "copy of", "removed"}

func (o Outcome) String() string { return outcomeNames[o] }

// Result is what became of one document. Err is set where it could not be
// stored; the others are not affected.
type Result struct {
	Path    string
	Outcome Outcome
	Of      string // for Copy and NearCopy: the path of the document that is there
	Err     error
}

// Put reads the documents and stores them, and makes them answer questions. It
// stops early only when ctx is done; what was stored by then stays.
func (d *Dossier) Put(ctx context.Context, docs []Document) ([]Result, error) {
	d.changes.Lock()
	defer d.changes.Unlock()
	d.putting.Store(true)
	defer d.putting.Store(false)
	began := time.Now()
	results, err := d.putAll(ctx, docs)
	added, caught := d.catchUp(ctx)
	if caught == nil {
		d.view.Load().markCopies(results, added)
	}
	d.tell(docs, results, began)
	return results, errors.Join(err, caught)
}

// Replace makes the dossier's folder hold exactly these documents: it puts them
// and deletes what was read from the folder before and is there no longer, which
// the last of the results tell. Ingested documents stay.
func (d *Dossier) Replace(ctx context.Context, docs []Document) ([]Result, error) {
	d.changes.Lock()
	defer d.changes.Unlock()
	d.putting.Store(true)
	defer d.putting.Store(false)
	kept := map[string]bool{}
	for _, doc := range docs {
		kept[doc.Path] = true
	}
	var gone []DocID
	var left []Result
	for _, doc := range d.Documents() {
		if !doc.Ingested && !kept[doc.Path] {
			gone, left = append(gone, doc.ID), append(left, Result{Path: doc.Path, Outcome: Left})
		}
	}
	if len(gone) > 0 {
		if err := d.store.Delete(ctx, gone...); err != nil {
			return nil, fmt.Errorf("delete documents that left the folder: %w", err)
		}
		if _, err := d.catchUp(ctx); err != nil {
			return nil, err
		}
	}
	began := time.Now()
	results, err := d.putAll(ctx, docs)
	_, caught := d.catchUp(ctx)
	d.tell(docs, results, began)
	return append(results, left...), errors.Join(err, caught)
}

// Remove takes documents out with all that was read in them.
func (d *Dossier) Remove(ctx context.Context, ids ...DocID) error {
	d.changes.Lock()
	defer d.changes.Unlock()
	if err := d.store.Delete(ctx, ids...); err != nil {
		return fmt.Errorf("remove documents: %w", err)
	}
	_, err := d.catchUp(ctx)
	return err
}

// SetAliases joins and parts names as the aliases say, from now on. It reads again
// which names all documents have; where nothing changes it does nothing.
func (d *Dossier) SetAliases(ctx context.Context, a names.Aliases) error {
	d.changes.Lock()
	defer d.changes.Unlock()
	if edition(0, a) == edition(0, d.aliases) {
		return nil
	}
	before := d.aliases
	d.aliases = a
	if _, err := d.catchUpFrom(ctx, nil); err != nil {
		d.aliases = before
		return fmt.Errorf("take other names: %w", err)
	}
	return nil
}

// edition names a revision and the aliases that hold.
func edition(revision int64, a names.Aliases) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q", a)
	return strconv.FormatInt(revision, 36) + "." + strconv.FormatUint(h.Sum64(), 36)
}

// Refresh swaps in what other processes changed in the store since. While documents
// are being put it does not wait for that: whoever puts them swaps them in.
func (d *Dossier) Refresh(ctx context.Context) error {
	revision, err := d.store.Revision(ctx)
	if err != nil {
		return fmt.Errorf("ask the store for changes: %w", err)
	}
	if revision == d.view.Load().revision || d.putting.Load() {
		return nil
	}
	d.changes.Lock()
	defer d.changes.Unlock()
	_, err = d.catchUp(ctx)
	return err
}

func (d *Dossier) putAll(ctx context.Context, docs []Document) ([]Result, error) {
	docs = d.atTheirAddress(docs)
	byPath, byID := map[string]Document{}, map[DocID]string{}
	for _, doc := range d.Documents() {
		byPath[doc.Path], byID[doc.ID] = doc, doc.Path
	}
	ahead := readAhead(docs, func(doc *Document) bool {
		before, there := byPath[doc.Path]
		return there && before.ID == doc.ID && sameHead(before, *doc) || (!there || before.ID != doc.ID) && byID[doc.ID] != ""
	})
	defer ahead.stop()
	results := make([]Result, 0, len(docs))
	for i, doc := range docs {
		if err := ctx.Err(); err != nil {
			return results, err
		}
		r := Result{Path: doc.Path}
		before, there := byPath[doc.Path]
		switch {
		case there && before.ID == doc.ID:
			r.Outcome = Unchanged
			if !sameHead(before, doc) {
				r.Err = d.put(ctx, doc, ahead.facts(i))
			}
		case byID[doc.ID] != "":
			r.Outcome, r.Of = Copy, byID[doc.ID]
		default:
			if there {
				r.Outcome = Revised
				delete(byID, before.ID)
			}
			r.Err = d.put(ctx, doc, ahead.facts(i))
		}
		if r.Err == nil && r.Outcome != Copy {
			byPath[doc.Path], byID[doc.ID] = doc, doc.Path
		}
		ahead.leave(i)
		results = append(results, r)
	}
	return results, nil
}

// atTheirAddress gives a document that was brought in under another path than the
// one at the same address before the path of that one: it is the same, with what its
// publisher has changed since. Documents of the folder lie where they lie.
func (d *Dossier) atTheirAddress(docs []Document) []Document {
	byAddress := map[string]string{}
	for _, doc := range d.Documents() {
		if doc.Ingested && doc.URL != "" {
			byAddress[sameAddress(doc.URL)] = doc.Path
		}
	}
	if len(byAddress) == 0 {
		return docs
	}
	out := slices.Clone(docs)
	for i := range out {
		if path, ok := byAddress[sameAddress(out[i].URL)]; ok && out[i].Ingested && out[i].URL != "" {
			out[i].Path = path
		}
	}
	return out
}

// sameAddress is what an address has in common with others that lead to the same
// page.
func sameAddress(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return strings.TrimSuffix(url, "/")
}

func (d *Dossier) put(ctx context.Context, doc Document, facts Facts) error {
	if err := d.store.Put(ctx, doc, facts); err != nil {
		return fmt.Errorf("store %s: %w", doc.Path, err)
	}
	d.opened.drop(doc.ID)
	return nil
}

// sameHead reports whether all that is known of two documents with the same text
// is the same too.
func sameHead(a, b Document) bool {
	return slices.Equal(a.Pages, b.Pages) && slices.Equal(a.Lines, b.Lines) && a.Title == b.Title && a.Publisher == b.Publisher && a.URL == b.URL && a.Ingested == b.Ingested &&
		a.Language == b.Language && a.Encoding == b.Encoding && a.Format == b.Format &&
		a.Published.Value == b.Published.Value && a.Published.From == b.Published.From &&
		slices.EqualFunc(a.Published.Also, b.Published.Also, func(x, y FoundDate) bool { return x.Value == y.Value && x.From == y.From })
}

// catchUp brings the index and the view up to the store, and returns the documents
// that the view did not have.
func (d *Dossier) catchUp(ctx context.Context) ([]fresh, error) {
	return d.catchUpFrom(ctx, d.view.Load())
}

// catchUpFrom brings the index and the view up to the store. What the last view
// knows is not read again; nil reads all.
func (d *Dossier) catchUpFrom(ctx context.Context, last *view) ([]fresh, error) {
	revision, err := d.store.Revision(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the store's revision: %w", err)
	}
	v := &view{revision: revision, edition: edition(revision, d.aliases), byID: map[DocID]int{}}
	for doc, err := range d.store.Documents(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list documents: %w", err)
		}
		v.byID[doc.ID] = len(v.docs)
		v.docs = append(v.docs, doc)
	}
	if err := d.catchUpIndex(ctx, v); err != nil {
		return nil, err
	}
	added, err := d.addedSince(ctx, last, v)
	if err != nil {
		return nil, err
	}
	v.people = names.NewCatalogue(d.aliases)
	var before *lineage
	if last != nil {
		v.people, before = last.people.Clone(), last.lineage
		for _, doc := range last.docs {
			if _, there := v.byID[doc.ID]; !there {
				v.people.Remove(string(doc.ID))
			}
		}
	}
	for _, a := range added {
		v.people.Add(string(a.id), a.names)
	}
	if last != nil && last.people.Joined() {
		v.people.Entities() // who asks between two changes does not wait for it
	}
	v.lineage = before.with(v.docs, added)
	d.view.Store(v)
	return added, nil
}

// addedSince reads what is needed of the facts of the documents that the last view
// does not have.
func (d *Dossier) addedSince(ctx context.Context, last, v *view) ([]fresh, error) {
	var added []fresh
	for _, doc := range v.docs {
		if last != nil {
			if _, there := last.byID[doc.ID]; there {
				continue
			}
		}
		facts, err := d.factsOf(ctx, doc.ID)
		if err != nil {
			return nil, fmt.Errorf("read facts of %s: %w", doc.Path, err)
		}
		if d.nameless {
			facts.Names = nil
		}
		keepAlone(facts.Names, facts.Provenance)
		added = append(added, fresh{doc.ID, facts.Provenance, facts.Prints, facts.Names})
	}
	return added, nil
}

// keepAlone makes strings that stay in memory share no memory with the facts of
// their document, and equal ones share theirs.
func keepAlone(mentions []names.Mention, credits []speech.Provenance) {
	own := func(s *string) { *s = unique.Make(*s).Value() }
	for i := range mentions {
		m := &mentions[i]
		own(&m.Name)
		own(&m.Full)
		for j := range m.RoleTexts {
			own(&m.RoleTexts[j])
		}
	}
	for i := range credits {
		own(&credits[i].Name)
	}
}

// catchUpIndex indexes what the index does not hold yet and deletes what the
// store holds no longer. The index's marker lists what it holds.
func (d *Dossier) catchUpIndex(ctx context.Context, v *view) error {
	marker, err := d.index.Marker(ctx)
	if err != nil {
		return fmt.Errorf("read the index's marker: %w", err)
	}
	wanted := make([]string, len(v.docs))
	for i := range v.docs {
		wanted[i] = string(v.docs[i].ID) + "/" + strconv.Itoa(FactsVersion) + "/" + v.docs[i].Title.Value
	}
	if strings.Join(wanted, "\n") == marker {
		return nil
	}
	held, ids := map[string]bool{}, map[DocID]bool{}
	for line := range strings.SplitSeq(marker, "\n") {
		id, _, _ := strings.Cut(line, "/")
		held[line], ids[DocID(id)] = line != "", true
	}
	for i, key := range wanted {
		if held[key] {
			delete(held, key)
			continue
		}
		if id := v.docs[i].ID; ids[id] { // passages that another version cut go first
			if err := d.index.Delete(ctx, id); err != nil {
				return fmt.Errorf("delete from the index: %w", err)
			}
		}
		if err := d.indexDocument(ctx, v.docs[i].ID); err != nil {
			return err
		}
	}
	var gone []DocID
	for key := range held {
		id, _, _ := strings.Cut(key, "/")
		if _, there := v.byID[DocID(id)]; !there && id != "" {
			gone = append(gone, DocID(id))
		}
	}
	if len(gone) > 0 {
		d.opened.drop(gone...)
		if err := d.index.Delete(ctx, gone...); err != nil {
			return fmt.Errorf("delete from the index: %w", err)
		}
	}
	if err := d.index.SetMarker(ctx, strings.Join(wanted, "\n")); err != nil {
		return fmt.Errorf("set the index's marker: %w", err)
	}
	return nil
}

func (d *Dossier) indexDocument(ctx context.Context, id DocID) error {
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return fmt.Errorf("read document %s to index it: %w", id, err)
	}
	facts, err := d.factsOf(ctx, id)
	if err != nil {
		return fmt.Errorf("read facts of %s to index it: %w", doc.Path, err)
	}
	passages := make([]IndexedPassage, len(facts.Passages))
	for i, p := range facts.Passages {
		heads := make([]string, len(p.Heads))
		for j, s := range p.Heads {
			heads[j] = s.In(doc.Text)
		}
		passages[i] = IndexedPassage{Passage: p, Text: p.Span.In(doc.Text), Heading: strings.Join(heads, "\n"), Title: doc.Title.Value}
	}
	if err := d.index.Put(ctx, passages); err != nil {
		return fmt.Errorf("index %s: %w", doc.Path, err)
	}
	return nil
}
