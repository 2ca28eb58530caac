package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"attache/bot/sqlstate"
	"attache/internal/database"
	"attache/knowledge/sqlstore"
)

// keepOptions say where and how long things are kept.
type keepOptions struct {
	DatabaseURL string `name:"database-url" env:"DATABASE_URL" placeholder:"URL" help:"PostgreSQL database for documents and state, postgres://USER:PASSWORD@HOST/NAME; without it, files in --data. Several replicas share one; each has a --data of its own for its index."`
	KeepDays    int    `env:"ATTACHE_KEEP_DAYS" default:"90" placeholder:"DAYS" help:"How many days what people asked is kept."`
}

// Validate is called by kong.
func (o keepOptions) Validate() error {
	switch {
	case o.DatabaseURL != "" && !database.IsPostgres(o.DatabaseURL):
		return errors.New("DATABASE_URL is no address of a PostgreSQL database: write postgres://USER:PASSWORD@HOST/NAME")
	case o.KeepDays < 1:
		return fmt.Errorf("ATTACHE_KEEP_DAYS=%d: give at least 1", o.KeepDays)
	}
	return nil
}

// storePlace is where the documents are kept.
func (a *app) storePlace() string { return a.place(storeFile, sqlstore.Memory) }

// statePath is where what the bot remembers is kept.
func (a *app) statePath() string { return a.place(stateFile, sqlstate.InMemory) }

func (a *app) place(file, memory string) string {
	switch {
	case a.Data == inMemory:
		return memory
	case a.DatabaseURL != "":
		return a.DatabaseURL
	}
	return filepath.Join(a.Data, file)
}

// indexFolder is where the index is kept, empty where it is kept in memory.
func (a *app) indexFolder() string {
	if a.Data == inMemory {
		return ""
	}
	return filepath.Join(a.Data, "index")
}

// openState opens what the bot remembers.
func (a *app) openState(ctx context.Context) (*sqlstate.State, error) {
	return sqlstate.Open(ctx, a.statePath(), dossierID, sqlstate.Options{KeepFor: time.Duration(a.KeepDays) * 24 * time.Hour})
}
