package web

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"
)

const (
	// maxBody is the largest body of a request, in bytes.
	maxBody = 64 << 10
	// maxAddress is the longest address, in bytes.
	maxAddress = 16 << 10
	// answerWithin is how long a page may take.
	answerWithin = 25 * time.Second
)

// policy lets a page load from this server alone, and nothing that stands in it
// itself: no text of a document can become script or style.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard bounds what a request may cost, says what browsers may do with the answer,
// and lets no panic end the server's other work.
func (r *Room) guard(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	if site := r.Gate.public; site != nil {
		// A proxy may have given the request another host than its reader sees.
		if err := crossOrigin.AddTrustedOrigin(site.String()); err != nil {
			r.Logger.Warn("forms may be refused", "why", err)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Robots-Tag", "noindex, nofollow")
		h.Set("Cache-Control", "private, no-cache")
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				r.Logger.Error("panic while serving a page", "path", req.URL.Path, "panic", p, "stack", string(debug.Stack()))
				r.refuse(w, req, http.StatusInternalServerError, "Something went wrong.", "Try again; if it stays, tell whoever runs this bot.")
			}
		}()
		if len(req.RequestURI) > maxAddress {
			r.refuse(w, req, http.StatusRequestURITooLong, "The address is too long.", "Ask with fewer words.")
			return
		}
		if err := crossOrigin.Check(req); err != nil {
			r.refuse(w, req, http.StatusForbidden, "Another site sent this.", "Type it here instead.")
			return
		}
		req.Body = http.MaxBytesReader(w, req.Body, maxBody)
		ctx, cancel := context.WithTimeout(req.Context(), answerWithin)
		defer cancel()
		next.ServeHTTP(w, req.WithContext(ctx))
	})
}
