package bot

import (
	"fmt"
	"strings"
)

// administers reports whether the person who asks may see what others think and
// change what the dossier holds. Whoever sits at the terminal runs the bot.
func (b *Bot) administers(req Request) bool {
	if req.Platform == "terminal" {
		return true
	}
	for _, p := range b.admins {
		if p.Platform == req.Platform && p.User == req.User && (p.Workspace == "" || p.Workspace == req.Workspace) {
			return true
		}
	}
	return false
}

// onlyAdmins is the answer to others.
func onlyAdmins(req Request) *UserError {
	hint := "Whoever runs the bot lists them in ATTACHE_ADMINS"
	if req.User != "" {
		hint += fmt.Sprintf("; you are %s:%s", req.Platform, req.User)
	}
	return &UserError{"Only administrators of this bot may do that.", hint + "."}
}

// ParsePersons reads a list of people as it is configured: PLATFORM:USER or
// PLATFORM:WORKSPACE/USER, by the platform's ids, with commas or spaces between.
func ParsePersons(list string) ([]Person, error) {
	var out []Person
	for field := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		platform, user, ok := strings.Cut(field, ":")
		p := Person{Platform: platform, User: user}
		if workspace, id, whole := strings.Cut(user, "/"); whole {
			p.Workspace, p.User = workspace, id
		}
		if !ok || p.Platform == "" || p.User == "" {
			return nil, fmt.Errorf("%q names nobody: write PLATFORM:USER, for example slack:U0123ABC or discord:80351110224678912", field)
		}
		out = append(out, p)
	}
	return out, nil
}
