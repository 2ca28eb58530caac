package discord

import (
	"time"
	"unicode/utf16"
)

// What Discord allows. "docs" is discord/discord-api-docs on GitHub, "spec" is
// Discord's OpenAPI description; where they differ the smaller figure stands here.
const (
	// maxComponents is how many components a message holds, those inside others
	// counted too (docs: Components, IS_COMPONENTS_V2).
	maxComponents = 40
	// maxTextUnits is the sum over all text displays of a message (docs: pull
	// request 8562; spec: maxLength of content). Discord counts characters; UTF-16
	// code units are never fewer.
	maxTextUnits = 4000
	// maxTextBytes bounds the UTF-8 bytes of all text displays and componentBytes
	// for each component: above it Discord answers 500 (docs: issue 8554).
	maxTextBytes   = 10170
	componentBytes = 12
	// maxButtonLabel and maxRowButtons are of a button and an action row (docs:
	// Components, Button and Action Row).
	maxButtonLabel = 80
	maxRowButtons  = 5
	// maxRows is of a message without components of the second version (docs:
	// Components, Legacy Message Component Behavior).
	maxRows = 5
	// maxEmbedUnits is of the description of an embed (docs: Message, Embed Limits);
	// a page is shorter than the 6000 of all embeds together.
	maxEmbedUnits = 4096
	// maxAlt is of the description of an attachment and of a picture in a gallery
	// (spec: MessageAttachmentRequest, MediaGalleryItemRequest).
	maxAlt = 1024
	// maxCustomID is of the identifier of a button (docs: Components, Custom ID).
	maxCustomID = 100
	// maxChoices and maxChoice are of the choices of an autocompletion: how many,
	// and the characters of a name and of a value (docs: Application Commands).
	maxChoices = 25
	maxChoice  = 100
	// maxNonce is of the nonce of a message (docs: Create Message).
	maxNonce = 25
	// maxArgument bounds what a person can type into an option; Discord would take
	// 6000 characters (docs: Application Command Option, max_length).
	maxArgument = 1000
)

// Times that Discord gives, and what the adapter makes of them.
const (
	// acknowledgeWithin is how long an interaction waits for its first response
	// (docs: Receiving and Responding, 3 seconds).
	acknowledgeWithin = 3 * time.Second
	// pictureWithin is how much of that a first response with a picture may take,
	// until the words go alone.
	pictureWithin = 2 * time.Second
	// tokenLife is how long the token of an interaction can be used for (docs:
	// Receiving and Responding, 15 minutes).
	tokenLife = 15 * time.Minute
)

// What a person at a phone reads in one go; these are the adapter's own.
const (
	// pageUnits ends a message before it is as long as Discord allows.
	pageUnits = 3000
	// lineRunes bounds one line of quoted text before it is written in several.
	lineRunes = 700
	// nameRunes, titleRunes and publisherRunes bound what stands beside a quote.
	nameRunes      = 100
	titleRunes     = 110
	publisherRunes = 50
	// maxListDepth is how far in a line of a list stands at most.
	maxListDepth = 3
	// urlBytes bounds an address that is linked; longer ones are left out.
	urlBytes = 300
)

// units is how long a text is to Discord, counted high.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
