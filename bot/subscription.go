package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"attache/knowledge"
)

// Subscription is a digest that a channel gets.
type Subscription struct {
	ID     string // short; the digest's part of its keys in the ledger
	Place  Place  // without a thread
	Times  Times
	About  string // the name that it is about; empty where it is about everything
	Always bool   // it says so in one line where nothing is new
	Paused bool
	By     string           // who subscribed; empty where the person was erased
	Since  knowledge.Stored // what the dossier held when it was made
}

// PostState tells what became of a digest.
type PostState string

// What can have become of a digest. After Claimed and Failing it goes on.
const (
	Claimed   PostState = "claimed"   // somebody is about to post it
	Failing   PostState = "failing"   // it could not be posted, and will be tried again
	Posted    PostState = "sent"      // it stands in the channel
	Nothing   PostState = "nothing"   // there was nothing new
	Missed    PostState = "missed"    // its day was over before it could be posted
	Ambiguous PostState = "ambiguous" // it may stand in the channel or not: it is not posted again
	Failed    PostState = "failed"    // the platform took it at no attempt
)

// Final reports whether nothing more becomes of the digest.
func (s PostState) Final() bool { return s != Claimed && s != Failing }

// Posting is the ledger's entry of one digest: of one subscription and day there
// is at most one.
type Posting struct {
	Subscription string
	Slot         string // the day, as 2006-01-02
	Place        Place
	Due          time.Time // UTC
	State        PostState
	At           time.Time // UTC; when it got into the state
	Attempts     int
	Post         PostID
	Until        knowledge.Stored // what the dossier held then: the next digest begins there
	Items        []Considered
	Note         string // why, in the bot's own words
}

// Key names the digest for platforms that can tell a message posted twice: equal
// for every attempt, whoever makes it. It has at most 25 letters and digits.
func (p Posting) Key() string {
	sum := sha256.Sum256([]byte(p.Subscription + "/" + p.Slot))
	return hex.EncodeToString(sum[:12])
}

// Considered is what a digest could have told, and why it did or did not.
type Considered struct {
	Part   string          `json:"part"`
	Doc    knowledge.DocID `json:"doc,omitempty"`
	Span   knowledge.Span  `json:"span,omitzero"`
	Posted bool            `json:"posted"`
	Why    string          `json:"why"`
}

// Digests keeps which digests are wanted, and the ledger of what became of each.
type Digests interface {
	// Subscriptions lists all, in the order in which they were made.
	Subscriptions(ctx context.Context) ([]Subscription, error)
	// PutSubscription adds a subscription, or replaces the one with its id.
	PutSubscription(ctx context.Context, s Subscription) error
	// RemoveSubscription ends one; its entries stay in the ledger.
	RemoveSubscription(ctx context.Context, id string) error
	// Ledger lists what became of a subscription's digests, the latest day first.
	Ledger(ctx context.Context, subscription string, limit int) ([]Posting, error)
	// LastPosted returns the last entry that stands in a channel for a subscription;
	// false where there is none.
	LastPosted(ctx context.Context, subscription string) (Posting, bool, error)
	// Claim makes an entry that is about to be posted, or takes up one that is not
	// final, and counts the attempt. It returns the entry as it is then; where it
	// was final before, as it was.
	Claim(ctx context.Context, p Posting) (Posting, error)
	// Settle writes down what became of an entry, unless it is final, and reports
	// whether it did.
	Settle(ctx context.Context, p Posting) (bool, error)
}
