package slack

import "time"

// Slack's limits. Texts are counted in code points.
const (
	// maxBlocks is how many blocks a message may have.
	// https://docs.slack.dev/reference/block-kit/blocks
	maxBlocks = 50
	// maxHomeBlocks is how many blocks the app's home may have.
	// https://docs.slack.dev/surfaces/app-home
	maxHomeBlocks = 100
	// maxMessageBytes bounds the JSON of all blocks of a message. Slack documents no
	// limit, but refuses messages with msg_blocks_too_long from about 13,200
	// characters of blocks: https://github.com/slackapi/bolt-js/issues/2509
	maxMessageBytes = 13_000
	// maxAckBytes bounds the answer in a Socket Mode acknowledgement: Slack drops
	// larger ones without a word (slack-go, socketmode.maxResponseSize).
	maxAckBytes = 20 * 1024
	// envelopeBytes is what an acknowledgement has around the answer.
	envelopeBytes = 256
	// maxBody bounds what Slack posts to the bot: a shortcut sends a whole message.
	maxBody = 1 << 20
	// maxFile bounds what is read of a file that somebody uploads.
	maxFile = 20 << 20
	// maxSockets is how many sockets an app may have open.
	// https://docs.slack.dev/apis/events-api/using-socket-mode
	maxSockets = 10
	// maxButtons is how many elements an actions block may have.
	// https://docs.slack.dev/reference/block-kit/blocks/actions-block
	maxButtons = 25
	// maxButtonText and maxButtonValue bound a button.
	// https://docs.slack.dev/reference/block-kit/block-elements/button-element
	maxButtonText  = 75
	maxButtonValue = 2000
	// maxOption bounds the text and the value of an option of a menu.
	// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
	maxOption = 75
	// maxAltText bounds the text that stands for a picture.
	// https://docs.slack.dev/reference/methods/files.getUploadURLExternal
	maxAltText = 1000
	// maxPlainText bounds a text object.
	// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
	maxPlainText = 3000
	// maxText is the length that Slack recommends for a message's text; it cuts at
	// 40,000. https://docs.slack.dev/reference/methods/chat.postMessage
	maxText = 4000
	// ackWithin is how soon Slack must have an acknowledgement.
	// https://docs.slack.dev/interactivity/handling-user-interaction
	ackWithin = 3 * time.Second
	// triggerWithin is how soon a form must be opened after a press.
	// https://docs.slack.dev/surfaces/modals
	triggerWithin = 3 * time.Second
	// maxCommands, maxCommand, maxCommandDescription and maxUsageHint bound the slash
	// commands of a manifest, as its JSON schema 2.0.0 says.
	// https://github.com/slackapi/manifest-schema
	maxCommands           = 50
	maxCommand            = 32
	maxCommandDescription = 2000
	maxUsageHint          = 1000
)

// The adapter's own limits, inside of Slack's: a page is read on a phone.
const (
	pageItems  = 12     // things on a page: quotes, happenings, documents
	pageBytes  = 10_500 // JSON of a page's blocks, without the buttons below it
	pageBlocks = 40
	buttonRow  = 5    // buttons in a row
	maxPart    = 800  // code points of quoted text in one piece; the rest follows in further pieces
	maxLine    = 300  // code points of a line in the bot's own voice
	maxName    = 120  // code points of a name, a title or a publisher
	maxIndent  = 4    // steps that a bullet is in at most
	maxSource  = 45   // code points of a source's name where it stands behind other words
	maxURL     = 500  // bytes of an address that is linked; a longer one is left out
	maxNote    = 1000 // code points of what a person writes about an answer
	maxSummary = 600  // code points of the text for notifications and screen readers
)
