// Package databasetest gives tests a PostgreSQL database of their own.
package databasetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

const (
	// serverVar holds the address of a server on which tests may do as they like.
	serverVar = "ATTACHE_TEST_POSTGRES"
	// servicesVar is "required" where a test must not pass for want of a server.
	servicesVar = "ATTACHE_TEST_SERVICES"
)

// Postgres returns the address of an empty database, which is gone when the test
// is over. Without a server the test is skipped, or fails where servers are
// required.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv(serverVar)
	switch {
	case server == "" && os.Getenv(servicesVar) == "required":
		t.Fatalf("%s is not set: name a PostgreSQL server, for example postgres://attache@127.0.0.1/postgres", serverVar)
	case server == "":
		t.Skipf("not tested on PostgreSQL: %s is not set", serverVar)
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("%s: %v", serverVar, err)
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := admin.ExecContext(t.Context(), `CREATE DATABASE `+name); err != nil {
		t.Fatalf("make a database on the server that %s names: %v", serverVar, err)
	}
	t.Cleanup(func() {
		defer admin.Close()
		if _, err := admin.ExecContext(context.Background(), `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	u.Path = "/" + name
	return u.String()
}
