package adaptertest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// This file holds the methods of the Web API beside those that post messages.

// SlackUpload is a file that was shared in a channel.
type SlackUpload struct {
	Name, Title, Alt, Channel, Thread string
	Bytes                             []byte
	wanted                            int // its announced length
}

// SlackView is a form that was opened for a person.
type SlackView struct {
	ID       string
	CallID   string // callback_id
	Metadata string
	View     map[string]any
}

// Uploads waits until n files were shared and returns all.
func (s *Slack) Uploads(n int) []SlackUpload {
	s.tb.Helper()
	s.await(fmt.Sprintf("%d files", n), func() bool { return len(s.shared) >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.shared)
}

// Views waits until n forms were opened and returns all.
func (s *Slack) Views(n int) []SlackView {
	s.tb.Helper()
	s.await(fmt.Sprintf("%d forms", n), func() bool { return len(s.views) >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.views)
}

// Called waits until a method was called n times, and returns the arguments of
// its last call.
func (s *Slack) Called(method string, n int) url.Values {
	s.tb.Helper()
	s.await(fmt.Sprintf("%d calls of %s", n, method), func() bool { return s.calls[method] >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last[method]
}

// SetAdmin makes the person an administrator of the workspace.
func (s *Slack) SetAdmin(admin bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admin = admin
}

func fine(with ...any) map[string]any {
	out := map[string]any{"ok": true}
	for i := 0; i+1 < len(with); i += 2 {
		out[with[i].(string)] = with[i+1]
	}
	return out
}

func notOK(code string) map[string]any { return map[string]any{"ok": false, "error": code} }

// more carries out the methods of this file. The lock is held.
func (s *Slack) more(method string, args url.Values) map[string]any {
	switch method {
	case "users.info":
		return fine("user", map[string]any{"id": args.Get("user"), "name": "anna", "is_admin": s.admin, "tz": "Europe/Oslo", "tz_offset": 3600})
	case "users.conversations":
		if !s.has("channels:read") {
			return notOK("missing_scope")
		}
		return fine("channels", []any{map[string]any{"id": SlackChannel, "name": "lease", "is_channel": true, "is_member": true}})
	case "conversations.open":
		return fine("channel", map[string]any{"id": SlackDirect})
	case "conversations.history", "conversations.replies":
		return s.history(args)
	case "chat.delete":
		return s.delete(args)
	case "views.open":
		return s.openView(args)
	case "files.getUploadURLExternal":
		return s.announce(args)
	case "files.completeUploadExternal":
		return s.complete(args)
	case "assistant.threads.setStatus", "assistant.threads.setTitle", "assistant.threads.setSuggestedPrompts":
		if !s.has("assistant:write") {
			return notOK("missing_scope")
		}
		return fine()
	}
	return notOK("unknown_method")
}

func (s *Slack) has(scope string) bool { return slices.Contains(strings.Split(s.scopes, ","), scope) }

// history lists messages, newest first, a thread's where one is given.
func (s *Slack) history(args url.Values) map[string]any {
	channel := args.Get("channel")
	scope := map[byte]string{'C': "channels:history", 'G': "groups:history", 'D': "im:history"}[channel[0]]
	if !s.has(scope) {
		return notOK("missing_scope")
	}
	limit, _ := strconv.Atoi(args.Get("limit"))
	from, _ := strconv.Atoi(args.Get("cursor"))
	list := []any{}
	for _, p := range slices.Backward(s.posts) {
		if p.Way != "chat.postMessage" || p.Channel != channel || p.Thread != args.Get("ts") || p.deleted {
			continue
		}
		m := map[string]any{"type": "message", "user": SlackBotUser, "ts": p.TS, "text": p.Text()}
		if args.Get("include_all_metadata") == "true" || args.Get("include_all_metadata") == "1" {
			m["metadata"] = p.Message["metadata"]
		}
		list = append(list, m)
	}
	list = list[min(from, len(list)):]
	next := ""
	if limit > 0 && len(list) > limit {
		list, next = list[:limit], strconv.Itoa(from+limit)
	}
	return fine("messages", list, "has_more", next != "", "response_metadata", map[string]any{"next_cursor": next})
}

func (s *Slack) delete(args url.Values) map[string]any {
	for i, p := range s.posts {
		if p.Channel == args.Get("channel") && p.TS == args.Get("ts") && !p.deleted {
			s.posts[i].deleted = true
			return fine("channel", p.Channel, "ts", p.TS)
		}
	}
	return notOK("message_not_found")
}

// openView opens a form: a trigger works once.
func (s *Slack) openView(args url.Values) map[string]any {
	var view map[string]any
	trigger := args.Get("trigger_id")
	switch {
	case json.Unmarshal([]byte(args.Get("view")), &view) != nil:
		return notOK("invalid_arguments")
	case !strings.HasPrefix(trigger, "trigger"):
		return notOK("invalid_trigger_id")
	case s.triggers[trigger]:
		return notOK("exchanged_trigger_id")
	}
	s.triggers[trigger] = true
	if code := viewFault(view); code != "" {
		return s.refuse(code)
	}
	id := s.id("V")
	callback, _ := view["callback_id"].(string)
	metadata, _ := view["private_metadata"].(string)
	s.views = append(s.views, SlackView{ID: id, CallID: callback, Metadata: metadata, View: view})
	view["id"] = id
	return fine("view", view)
}

// viewFault returns the code with which Slack would refuse a form, or "".
func viewFault(view map[string]any) string {
	for _, name := range []string{"title", "submit", "close"} {
		text, _ := view[name].(map[string]any)
		if shown, _ := text["text"].(string); len([]rune(shown)) > 24 || name == "title" && shown == "" {
			return "invalid_arguments"
		}
	}
	blocks, _ := view["blocks"].([]any)
	if len(blocks) == 0 || len(blocks) > 100 {
		return "invalid_blocks"
	}
	for _, b := range blocks {
		if block, ok := b.(map[string]any); !ok || !soundObject(block) {
			return "invalid_blocks"
		}
	}
	return ""
}

// announce gives an address for a file's bytes.
func (s *Slack) announce(args url.Values) map[string]any {
	length, err := strconv.Atoi(args.Get("length"))
	if !s.has("files:write") {
		return notOK("missing_scope")
	}
	if err != nil || length <= 0 || args.Get("filename") == "" {
		return notOK("invalid_arguments")
	}
	id := s.id("F")
	// Slack's documentation has alt_txt, its own client for node says alt_text.
	s.files[id] = &SlackUpload{Name: args.Get("filename"), Alt: args.Get("alt_txt") + args.Get("alt_text"), wanted: length}
	return fine("upload_url", s.server.URL+"/upload/"+id, "file_id", id)
}

// upload takes a file's bytes.
func (s *Slack) upload(w http.ResponseWriter, r *http.Request) {
	body, err := fileOf(r)
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer body.Close()
	raw, err := io.ReadAll(body)
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	f := s.files[r.PathValue("id")]
	if err != nil || f == nil || len(raw) != f.wanted {
		s.refused = append(s.refused, "a file of another length than announced")
		http.Error(w, "wrong length", http.StatusBadRequest)
		return
	}
	f.Bytes = raw
	fmt.Fprintf(w, "OK - %d", len(raw))
}

// fileOf is the file that a request carries: the whole body or, as the clients of
// different languages send it, the only part of a form, under any name.
func fileOf(r *http.Request) (io.ReadCloser, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return r.Body, nil
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil || part.FileName() != "" {
			return part, err
		}
	}
}

// complete shares files that were uploaded.
func (s *Slack) complete(args url.Values) map[string]any {
	var list []struct{ ID, Title string }
	if json.Unmarshal([]byte(args.Get("files")), &list) != nil || len(list) == 0 {
		return notOK("invalid_arguments")
	}
	channel := args.Get("channel_id")
	if code := reach(channel); code != "" {
		return notOK(code)
	}
	var done []any
	for _, x := range list {
		f := s.files[x.ID]
		if f == nil || f.Bytes == nil {
			return notOK("file_not_found")
		}
		f.Title, f.Channel, f.Thread = x.Title, channel, args.Get("thread_ts")
		s.shared = append(s.shared, *f)
		done = append(done, map[string]any{"id": x.ID, "title": x.Title})
	}
	return fine("files", done)
}
