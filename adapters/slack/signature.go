package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers in which Slack signs a request.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
const (
	signatureHeader = "X-Slack-Signature"
	timestampHeader = "X-Slack-Request-Timestamp"
)

// signedWithin is how far the time of a signature may be from now.
const signedWithin = 5 * time.Minute

// signature returns the signature of a request, which also names it, and whether
// Slack made it at about now. It compares in constant time.
func signature(header http.Header, body []byte, secret string, now time.Time) (given string, ok bool) {
	given, stamp := header.Get(signatureHeader), header.Get(timestampHeader)
	sum, versioned := strings.CutPrefix(given, "v0=")
	claimed, err := hex.DecodeString(sum)
	if !versioned || err != nil || secret == "" {
		return given, false
	}
	at, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || time.Unix(at, 0).Sub(now).Abs() > signedWithin {
		return given, false
	}
	return given, hmac.Equal(claimed, sign(secret, stamp, body))
}

// sign is the HMAC of a request with that time and raw body.
func sign(secret, stamp string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":")) // never fails
	mac.Write(body)
	return mac.Sum(nil)
}
