package sqlstate

import (
	"context"
	"database/sql"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"attache/bot"
)

// Jobs posts digests that are due, in whichever of several processes gets to them
// first; one that dies meanwhile is stood in for.
type Jobs struct {
	state  *State
	client *river.Client[*sql.Tx]
	due    atomic.Int64
}

// Work posts one digest and returns what became of it. See [bot.Bot.PostDigest].
type Work func(ctx context.Context, job bot.DigestJob) (bot.Posting, error)

// JobOptions say how patient jobs are. Zero fields stand for the usual.
type JobOptions struct {
	Timeout time.Duration // how long posting a digest may take at most; usually a minute
	Poll    time.Duration // how often it is looked for jobs; usually a second
	Retry   time.Duration // how long a platform is left alone after it failed first; usually five seconds
	Logger  *slog.Logger  // nil discards
}

const (
	// attempts are as many as fit into about a day.
	attempts = 30
	// retryMost is how long a platform that fails again and again is left alone at
	// most.
	retryMost = 15 * time.Minute
	// workers is how many digests a process posts at once.
	workers = 4
)

// digestArgs name a digest; equal ones are one job.
type digestArgs struct {
	Dossier      string `json:"dossier"`
	Subscription string `json:"subscription"`
	Slot         string `json:"slot"`
}

// Kind implements [river.JobArgs].
func (digestArgs) Kind() string { return "digest" }

// InsertOpts implements [river.JobArgsWithInsertOpts].
func (digestArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: attempts, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

// StartJobs begins to look for jobs, until Stop is called.
func (s *State) StartJobs(ctx context.Context, o JobOptions, work Work) (*Jobs, error) {
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Poll == 0 {
		o.Poll = time.Second
	}
	if o.Retry == 0 {
		o.Retry = 5 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	j, err := s.startJobs(ctx, o, work)
	if err != nil {
		return nil, s.failed("start looking for jobs", err)
	}
	return j, nil
}

func (s *State) startJobs(ctx context.Context, o JobOptions, work Work) (*Jobs, error) {
	driver := s.driver()
	if err := s.migrateJobs(ctx, driver, o.Logger); err != nil {
		return nil, err
	}
	all := river.NewWorkers()
	river.AddWorker(all, &digestWorker{state: s, work: work})
	client, err := river.NewClient(driver, &river.Config{
		Workers:           all,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
		JobTimeout:        o.Timeout,
		FetchPollInterval: o.Poll,
		FetchCooldown:     min(o.Poll, 100*time.Millisecond),
		RetryPolicy:       patience(o.Retry),
		// A worker that lives gives up at its timeout: what runs for longer is dead.
		RescueStuckJobsAfter: o.Timeout + o.Timeout/2,
		// There are few jobs, and finished ones are told from new ones for a day.
		CompletedJobRetentionPeriod: 48 * time.Hour,
		PollOnly:                    true,
		Logger:                      o.Logger,
	})
	if err != nil {
		return nil, err
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	return &Jobs{state: s, client: client}, nil
}

func (s *State) driver() riverdriver.Driver[*sql.Tx] {
	if s.db.Postgres {
		return riverdatabasesql.New(s.db.DB)
	}
	return riversqlite.New(s.db.DB)
}

// migrateJobs makes the tables of the queue, or brings them up to date. Of several
// processes one at a time does.
func (s *State) migrateJobs(ctx context.Context, driver riverdriver.Driver[*sql.Tx], log *slog.Logger) error {
	unlock, err := s.db.Lock(ctx, "jobs")
	if err != nil {
		return err
	}
	defer unlock()
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: log})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// Stop waits until the digests that are being posted are, and looks for no more.
func (j *Jobs) Stop(ctx context.Context) error {
	if err := j.client.Stop(ctx); err != nil {
		return j.state.failed("stop looking for jobs", err)
	}
	return nil
}

// Add hands over a digest to be posted. The same one is taken once.
func (j *Jobs) Add(ctx context.Context, job bot.DigestJob) error {
	made, err := j.client.Insert(ctx, digestArgs{j.state.dossier, job.Subscription, job.Slot}, nil)
	if err != nil {
		return j.state.failed("hand over a digest", err)
	}
	if !made.UniqueSkippedAsDuplicate {
		j.due.Add(1)
	}
	return nil
}

// Due is how many digests this process was the first to hand over.
func (j *Jobs) Due() int64 { return j.due.Load() }

// Depth is how many digests wait to be posted, or are being posted, by any process.
func (j *Jobs) Depth(ctx context.Context) (n int, err error) {
	err = j.state.db.QueryRowContext(ctx, `SELECT count(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled')`).Scan(&n)
	if err != nil {
		return 0, j.state.failed("count the jobs", err)
	}
	return n, nil
}

// patience is a retry policy: twice as long after each attempt.
type patience time.Duration

// NextRetry implements [river.ClientRetryPolicy].
func (p patience) NextRetry(job *rivertype.JobRow) time.Time {
	wait := time.Duration(p)
	for range len(job.Errors) {
		wait = min(2*wait, retryMost)
	}
	return time.Now().Add(wait) // the queue goes by the clock of the machine
}

// digestWorker posts digests.
type digestWorker struct {
	river.WorkerDefaults[digestArgs]
	state *State
	work  Work
}

// Work implements [river.Worker].
func (w *digestWorker) Work(ctx context.Context, job *river.Job[digestArgs]) error {
	if job.Args.Dossier != w.state.dossier {
		return river.JobSnooze(time.Minute) // another process serves that one
	}
	p, err := w.work(ctx, bot.DigestJob{Subscription: job.Args.Subscription, Slot: job.Args.Slot, Last: job.Attempt >= job.MaxAttempts})
	if err != nil {
		if p.State == bot.Failing {
			_, _ = w.state.Settle(ctx, p) // the job is tried again either way
		}
		return err
	}
	return w.state.db.InTx(ctx, func(tx *sql.Tx) error {
		if _, err := w.state.settle(ctx, tx, p); err != nil {
			return err
		}
		if w.state.db.Postgres {
			_, err = river.JobCompleteTx[*riverdatabasesql.Driver](ctx, tx, job)
		} else {
			_, err = river.JobCompleteTx[*riversqlite.Driver](ctx, tx, job)
		}
		return err
	})
}
