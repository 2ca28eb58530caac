package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// variables are all environment variables that are read: those of the options,
// then those of the platforms.
func variables(list []platform) []variable {
	var c cli
	model := kong.Must(&c, kong.NoDefaultHelp()).Model
	var out []variable
	for _, flag := range model.Flags {
		for _, name := range flag.Envs {
			out = append(out, variable{name: name, usual: flag.Default, purpose: flag.Help})
		}
	}
	for _, p := range list {
		out = append(append(out, p.needs...), p.takes...)
	}
	return out
}

// writeExample writes what .env.example holds.
func writeExample(w io.Writer, list []platform) error {
	var b strings.Builder
	b.WriteString("# Copy this file to .env and set what you need. The environment wins over .env.\n")
	for _, v := range variables(list) {
		fmt.Fprintf(&b, "\n# %s\n#%s=%s\n", v.purpose, v.name, v.usual)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeTable writes the variables as a table of Markdown.
func writeTable(w io.Writer, list []platform) error {
	var b strings.Builder
	b.WriteString("| variable | default | purpose |\n| --- | --- | --- |\n")
	for _, v := range variables(list) {
		usual := v.usual
		if usual != "" {
			usual = "`" + usual + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.name, usual, v.purpose)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
