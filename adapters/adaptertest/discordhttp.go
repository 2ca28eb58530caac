package adaptertest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"
)

// PublicKey is what the interactions of the fake are signed for, in hexadecimal.
func (d *Discord) PublicKey() string {
	return hex.EncodeToString(d.signingKey().Public().(ed25519.PublicKey))
}

// signingKey is the same in every run: nothing here is secret.
func (d *Discord) signingKey() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("the key of the fake"))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Endpoint makes the fake send interactions as signed requests to an address from
// now on, not over the gateway.
func (d *Discord) Endpoint(address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.endpoint = address
}

// Signed is a request with that body, signed at a time.
func (d *Discord) Signed(address string, body []byte, at time.Time) *http.Request {
	stamp := strconv.FormatInt(at.Unix(), 10)
	r, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		panic("adaptertest: " + err.Error()) // the address is a test's own
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(d.signingKey(), append([]byte(stamp), body...))))
	return r
}

// overHTTP sends an interaction to the endpoint, and reports false where there is
// none. It does not wait for the answer.
func (d *Discord) overHTTP(i DiscordInteraction) bool {
	d.mu.Lock()
	address := d.endpoint
	d.mu.Unlock()
	if address == "" {
		return false
	}
	body, err := json.Marshal(i.data)
	if err != nil {
		panic("adaptertest: " + err.Error()) // the data are maps and texts
	}
	request := d.Signed(address, body, time.Now())
	go func() {
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return // the test ends before the answer comes
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			return
		}
		d.answered(i, response.StatusCode, answer)
	}()
	return true
}

// answered takes in the answer to a request as the first response that it is.
func (d *Discord) answered(i DiscordInteraction, status int, body []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := DiscordCall{Method: http.MethodPost, Path: i.Callback(), Body: body, Status: status}
	switch status {
	case http.StatusAccepted:
		return // the response came over REST
	case http.StatusOK:
		c.Status = d.callback(c, i.ID, i.Token).status
	}
	d.calls = append(d.calls, c)
	d.happened()
}
