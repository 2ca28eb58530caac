package adaptertest

import (
	"encoding/json"
	"unicode/utf8"
)

// messageFault returns the error code with which Slack would refuse a message, or
// "". https://docs.slack.dev/reference/methods/chat.postMessage#errors
func messageFault(message map[string]any) string {
	text, _ := message["text"].(string)
	blocks, _ := message["blocks"].([]any)
	if text == "" && len(blocks) == 0 {
		return "no_text"
	}
	if utf8.RuneCountInString(text) > 40_000 {
		return "msg_too_long"
	}
	raw, err := json.Marshal(blocks)
	if err != nil || len(blocks) > 50 {
		return "invalid_blocks"
	}
	if utf8.RuneCount(raw) > 13_200 { // undocumented: https://github.com/slackapi/bolt-js/issues/2509
		return "msg_blocks_too_long"
	}
	for _, b := range blocks {
		if block, ok := b.(map[string]any); !ok || !soundObject(block) {
			return "invalid_blocks"
		}
	}
	return ""
}

// soundObject reports whether Slack would take a block or an element: it says what
// it is, and its texts and lists are not empty.
func soundObject(o map[string]any) bool {
	if kind, _ := o["type"].(string); kind == "" {
		return false
	}
	switch text := o["text"].(type) {
	case string:
		if text == "" || utf8.RuneCountInString(text) > 3000 {
			return false
		}
	case map[string]any:
		if !soundObject(text) {
			return false
		}
	}
	elements, listed := o["elements"].([]any)
	if listed && len(elements) == 0 {
		return false
	}
	for _, e := range elements {
		if element, ok := e.(map[string]any); !ok || !soundObject(element) {
			return false
		}
	}
	return true
}
