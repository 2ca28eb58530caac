package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

// cli is what can be written on the command line.
type cli struct {
	Help helpFlag `short:"h" help:"Show this help."`
	options

	Serve    serveCmd    `cmd:"" default:"1" hidden:"" help:"Connect the platforms, or open the local chat."`
	Say      sayCmd      `cmd:"" help:"Answer lines as a chat would: /who NAME, /timeline WORDS, or a question."`
	Timeline timelineCmd `cmd:"" help:"Write the timeline as a file."`
	Verify   verifyCmd   `cmd:"" help:"Tell where a text stands in the dossier, word for word."`
	Check    checkCmd    `cmd:"" help:"Read documents without storing them, and tell what was found in them."`
	Text     textCmd     `cmd:"" help:"Print the canonical text of a document, which offsets count in."`
	Ingest   ingestCmd   `cmd:"" help:"Add documents to the store."`
	Remove   removeCmd   `cmd:"" help:"Take documents out of the store, with all that was read from them."`
	Eval     evalCmd     `cmd:"" help:"Ask questions whose answers are known, and count what is right."`
	Feedback feedbackCmd `cmd:"" help:"Write what readers asked and judged as questions for eval."`
	Preview  previewCmd  `cmd:"" help:"Print the JSON that a platform would be sent."`
	Manifest manifestCmd `cmd:"" help:"Print what an administrator registers with a platform."`
	Backup   backupCmd   `cmd:"" help:"Write everything in --data into one file, also while attache runs."`
	Restore  restoreCmd  `cmd:"" help:"Put a backup into an empty --data."`
	Erase    eraseCmd    `cmd:"" help:"Erase what is kept of a person: what they asked, and their feedback."`
	Trail    trailCmd    `cmd:"" help:"Tell who added, removed, subscribed and shared what."`
	Doctor   doctorCmd   `cmd:"" help:"Check configuration, tokens, data and dossier, and tell what to do."`
}

// options are those that all commands take.
type options struct {
	Dossier string `env:"ATTACHE_DOSSIER" placeholder:"DIR" help:"Folder of documents, with sub-folders; without it, the documents that are built in."`
	Data    string `env:"ATTACHE_DATA" default:"data" placeholder:"DIR" help:"Folder for store, index and state; :memory: keeps nothing."`
	keepOptions
	Listen string `env:"ATTACHE_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where pages, and platforms that call the bot, are served; off opens no port."`
	operatorOptions
	pageOptions
	Admins        string   `env:"ATTACHE_ADMINS" placeholder:"PLATFORM:USER,…" help:"Who may add and remove documents and read feedback, by the platforms' ids, for example slack:U0123ABC."`
	AllowNetworks []string `env:"ATTACHE_ALLOW_NETWORKS" placeholder:"CIDR" help:"Private networks that documents may be fetched from, for example 10.1.0.0/16."`
	logOptions
}

// app is what a command works with.
type app struct {
	options
	platforms []platform
	pace      pace
	intake    *intake // nil where nobody counts
	nameless  bool    // documents are taken in, and no question is asked
	stdin     io.Reader
	stdout    io.Writer // results, and nothing else
	stderr    io.Writer // everything else
	log       *slog.Logger
}

// The statuses that a run ends with.
const (
	statusDone  = 0
	statusNo    = 1 // it ran, and the answer is no
	statusUsage = 2 // wrong usage or configuration
)

// errNo ends a command that ran and whose answer is no, and that has already
// said why.
var errNo = errors.New("no")

// usageError is wrong usage or wrong configuration.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errHelp ends the parsing of a command line that asks for help.
var errHelp = errors.New("help was shown")

type helpFlag bool

// BeforeReset is called by kong where --help stands on the command line.
func (helpFlag) BeforeReset(c *kong.Context) error {
	if selected := c.Selected(); selected != nil && selected.Hidden {
		c.Path = c.Path[:1] // no command was written: the help of them all
	}
	return errors.Join(c.PrintUsage(false), errHelp)
}

// run carries out one command line and returns the status to exit with.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	complain := func(err error, hint string) {
		fmt.Fprintf(stderr, "attache: %s\n", strings.TrimSuffix(err.Error()+"\n"+hint, "\n"))
	}
	a := &app{platforms: platforms(), stdin: stdin, stdout: stdout, stderr: stderr}
	if err := loadEnvironment(a.platforms); err != nil {
		complain(err, "")
		return statusUsage
	}
	var c cli
	parser, err := newParser(&c, stdout, stderr)
	if err != nil {
		complain(err, "")
		return statusUsage
	}
	parsed, err := parser.Parse(args)
	switch {
	case errors.Is(err, errHelp):
		return statusDone
	case err != nil:
		complain(err, `see "attache --help"`)
		return statusUsage
	}
	a.options = c.options
	a.log = c.logger(stderr, secrets(a.platforms, c.DatabaseURL))
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(a)
	var usage usageError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errNo):
		return statusNo
	case errors.As(err, &usage):
		complain(err, "")
		return statusUsage
	}
	complain(err, "")
	return statusNo
}

func newParser(c *cli, stdout, stderr io.Writer) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("attache"),
		kong.Description("Answers briefing questions over a dossier, in the words of its documents.\n\n"+
			"Without a command it connects every platform whose tokens are set; with none set it opens a chat in this terminal."),
		kong.Writers(stdout, stderr),
		kong.NoDefaultHelp(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
}

// loadEnvironment reads .env in the working directory; what the environment
// already holds wins. Variables that are set to nothing count as not set.
func loadEnvironment(list []platform) error {
	if err := godotenv.Load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read .env: %w", err)
	}
	for _, v := range variables(list) {
		if value, set := os.LookupEnv(v.name); set && strings.TrimSpace(value) == "" {
			if err := os.Unsetenv(v.name); err != nil {
				return fmt.Errorf("clear %s: %w", v.name, err)
			}
		}
	}
	return nil
}
