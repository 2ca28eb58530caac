package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"unicode/utf8"
)

// logOptions say how it is logged.
type logOptions struct {
	LogLevel  string `env:"ATTACHE_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"What is logged to standard error: debug, info, warn or error."`
	LogFormat string `env:"ATTACHE_LOG_FORMAT" default:"text" enum:"text,json" help:"How it is logged: text or json."`
}

// newLogger logs to w what is as important as level, in lines of text.
func newLogger(w io.Writer, level string) *slog.Logger {
	return logOptions{LogLevel: level}.logger(w, nil)
}

// logger logs to w. Nothing that is secret stands in the log, and no words that
// somebody typed.
func (o logOptions) logger(w io.Writer, secrets []string) *slog.Logger {
	l := slog.LevelInfo
	if err := l.UnmarshalText([]byte(o.LogLevel)); err != nil {
		// kong lets only the names of levels pass.
		panic(err)
	}
	handler := &slog.HandlerOptions{Level: l, ReplaceAttr: redactor(secrets)}
	if o.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, handler))
	}
	return slog.New(slog.NewTextHandler(w, handler))
}

// typedKey is the key under which what somebody typed is logged.
const typedKey = "line"

// redactor takes secrets out of what is logged, and of what was typed tells only
// how long it was.
func redactor(secrets []string) func([]string, slog.Attr) slog.Attr {
	var pairs []string
	for _, s := range secrets {
		pairs = append(pairs, s, "[secret]")
	}
	hide := strings.NewReplacer(pairs...)
	return func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == typedKey {
			return slog.String(typedKey, fmt.Sprintf("[%d characters]", utf8.RuneCountInString(a.Value.String())))
		}
		switch v := a.Value.Any().(type) {
		case string:
			a.Value = slog.StringValue(hide.Replace(v))
		case error:
			a.Value = slog.StringValue(hide.Replace(v.Error()))
		}
		return a
	}
}

// shortestSecret keeps words that stand for a secret in tests and trials from being
// taken for one wherever they are logged.
const shortestSecret = 6

// secrets are the values of the variables that hold some.
func secrets(list []platform, more ...string) (out []string) {
	for _, p := range list {
		for _, v := range append(append([]variable{}, p.needs...), p.takes...) {
			if v.secret {
				more = append(more, os.Getenv(v.name))
			}
		}
	}
	for _, s := range more {
		if len(s) >= shortestSecret {
			out = append(out, s)
		}
	}
	return out
}
