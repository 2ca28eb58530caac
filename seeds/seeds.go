// Package seeds embeds the documents of the first dossier, so that the bot
// answers with no configuration at all.
//
// The documents remain their publishers'; see NOTICE beside them.
package seeds

import "embed"

// Files holds the documents, unedited, at the root of the file system.
//
//go:embed *.txt
var Files embed.FS
