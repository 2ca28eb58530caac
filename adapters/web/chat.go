package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http"
	"strconv"
	"strings"

	"attache/bot"
)

type chatView struct {
	Conversation string
	Token        string
	Line         string // what is in the field
	Said         string // the line that Answer answers
	Answer       *answerView
	Unsent       bool // the line came from elsewhere and waits to be sent
	Examples     []string
}

// chat shows the conversation. A line in the address is answered, also without
// script, if it was sent from a page here: lines can change what is stored, and no
// other site may have one said.
func (r *Room) chat(h bot.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		q := req.URL.Query()
		v := chatView{Conversation: conversation(q.Get("c")), Line: strings.TrimSpace(q.Get("line"))}
		v.Token = r.Gate.token(req, v.Conversation)
		switch {
		case v.Line == "":
			v.Examples = examples(h(req.Context(), bot.Request{Platform: Platform, Direct: true, Line: "/help"}))
		case req.Header.Get("Sec-Fetch-Site") != "same-origin" && !same(q.Get("token"), v.Token):
			v.Unsent = true
		default:
			limit := limitOf(q.Get("limit"))
			answer := r.viewAnswer(h(req.Context(), r.request(req, v.Conversation, v.Line, limit)), limit, true)
			answer.Echoes = answer.Title == plain(v.Line)
			v.Said, v.Line, v.Answer = v.Line, "", &answer
		}
		m, err := r.make(page{View: "chat", Title: "Chat", Place: "chat", Data: v})
		if err != nil {
			r.failed(w, req, err)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		m.send(w, req)
	}
}

// request is a line that somebody typed in a conversation.
func (r *Room) request(req *http.Request, conversation, line string, limit int) bot.Request {
	return bot.Request{Platform: Platform, Channel: "chat", Thread: conversation, User: r.Gate.user(req), Line: line, Direct: true, Limit: limit}
}

func limitOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= moreQuotes {
		return n
	}
	return usualQuotes
}

// longestConversation bounds the ids of conversations, in bytes.
const longestConversation = 40

// conversation is the id that a page brings along, or a new one.
func conversation(id string) string {
	if id == "" || len(id) > longestConversation || strings.ContainsFunc(id, func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') }) {
		return rand.Text()
	}
	return id
}

// mostExamples is how many lines are offered to begin with.
const mostExamples = 5

// examples are lines to begin with that this dossier answers.
func examples(help bot.Answer) []string {
	var out []string
	for _, b := range help.Blocks {
		h, ok := b.(bot.Help)
		if !ok {
			continue
		}
		for _, c := range h.Commands {
			if c.Example != "" && len(out) < mostExamples {
				out = append(out, c.Example)
			}
		}
	}
	for _, line := range []string{"/brief", "/compare"} {
		if len(out) < mostExamples {
			out = append(out, line)
		}
	}
	return out
}

// say answers a line, a block at a time as each is drawn: the pieces are HTML, with
// [pieceEnd] behind each.
func (r *Room) say(h bot.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		if err := req.ParseForm(); err != nil {
			r.refuse(w, req, http.StatusRequestEntityTooLarge, "That is too much.", "Send a shorter line.")
			return
		}
		id := conversation(req.PostForm.Get("c"))
		if !same(req.PostForm.Get("token"), r.Gate.token(req, id)) {
			r.refuse(w, req, http.StatusForbidden, "This page is too old to answer.", "Load it again.")
			return
		}
		line := strings.TrimSpace(req.PostForm.Get("line"))
		limit := limitOf(req.PostForm.Get("limit"))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		s := stream{ctx: req.Context(), room: r, w: w, control: http.NewResponseController(w)}
		s.send("said", line)
		answer := r.viewAnswer(h(req.Context(), r.request(req, id, line, limit)), limit, true)
		answer.Echoes = answer.Title == plain(line)
		blocks := answer.Blocks
		answer.Blocks = nil
		s.send("answerHead", answer)
		for _, b := range blocks {
			s.send("block", b)
		}
		s.send("answerFoot", answer)
	}
}

// pieceEnd stands behind each piece of an answer that is streamed: the record
// separator, which no piece holds.
const pieceEnd = "\x1e"

// stream sends pieces as soon as each is drawn.
type stream struct {
	ctx     context.Context
	room    *Room
	w       http.ResponseWriter
	control *http.ResponseController
	failed  bool
}

func (s *stream) send(view string, data any) {
	if s.failed || s.ctx.Err() != nil {
		return
	}
	var b bytes.Buffer
	if err := s.room.views.ExecuteTemplate(&b, view, data); err != nil {
		s.failed = true
		s.room.Logger.Error("an answer could not be drawn", "view", view, "why", err)
		return
	}
	piece := append(bytes.ReplaceAll(b.Bytes(), []byte(pieceEnd), nil), pieceEnd...)
	_, err := s.w.Write(piece)
	s.failed = err != nil || s.control.Flush() != nil
}

// picture draws the timeline that answers a line.
func (r *Room) picture(h bot.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		q := req.URL.Query()
		line := q.Get("line")
		if r.Config.Picture == nil || line != "/timeline" && !strings.HasPrefix(line, "/timeline ") && !strings.HasPrefix(line, "/who ") {
			r.missing(w, req)
			return
		}
		answer := h(req.Context(), bot.Request{Platform: Platform, Direct: true, Line: line})
		png, err := r.Config.Picture(timelineIn(answer), answer.Title, q.Get("dark") != "")
		if err != nil {
			r.missing(w, req)
			return
		}
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Content-Length", strconv.Itoa(len(png)))
		_, _ = w.Write(png) // a reader who has gone is nobody's error
	}
}

// timelineIn is the timeline of an answer, or of the profile in it.
func timelineIn(a bot.Answer) bot.Timeline {
	var out bot.Timeline
	for _, b := range a.Blocks {
		switch b := b.(type) {
		case bot.Timeline:
			out.Entries = append(out.Entries, b.Entries...)
			out.Undated, out.Hidden, out.All = out.Undated+b.Undated, out.Hidden+b.Hidden, b.All
		case bot.Profile:
			out.Entries = append(out.Entries, b.Events...)
		}
	}
	return out
}
