package bot_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache/bot"
	"attache/knowledge"
)

func clockOf(h, m int) bot.Clock { return bot.Clock(h*60 + m) }

func moments(list []time.Time) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Format("2006-01-02 15:04 -07:00"))
	}
	return out
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestNextDigestsByTheClocksOfThePlace(t *testing.T) {
	for _, test := range []struct {
		name  string
		times bot.Times
		after string
		want  []string
	}{
		{"a plain day", bot.Times{At: clockOf(8, 0), Zone: "Europe/Kyiv", Days: bot.EveryDay}, "2031-03-05T05:59:00Z",
			[]string{"2031-03-05 08:00 +02:00", "2031-03-06 08:00 +02:00", "2031-03-07 08:00 +02:00"}},
		{"exactly then", bot.Times{At: clockOf(8, 0), Zone: "Europe/Kyiv", Days: bot.EveryDay}, "2031-03-05T06:00:00Z",
			[]string{"2031-03-06 08:00 +02:00", "2031-03-07 08:00 +02:00", "2031-03-08 08:00 +02:00"}},
		{"over a weekend", bot.Times{At: clockOf(8, 0), Zone: "UTC", Days: bot.Weekdays}, "2025-11-21T09:00:00Z",
			[]string{"2025-11-24 08:00 +00:00", "2025-11-25 08:00 +00:00", "2025-11-26 08:00 +00:00"}},
		{"one day of the week", bot.Times{At: clockOf(23, 59), Zone: "UTC", Days: 1 << time.Sunday}, "2025-11-21T09:00:00Z",
			[]string{"2025-11-23 23:59 +00:00", "2025-11-30 23:59 +00:00", "2025-12-07 23:59 +00:00"}},
		{"an hour that does not exist", bot.Times{At: clockOf(3, 30), Zone: "Europe/Kyiv", Days: bot.EveryDay}, "2025-03-29T00:00:00Z",
			[]string{"2025-03-29 03:30 +02:00", "2025-03-30 04:00 +03:00", "2025-03-31 03:30 +03:00"}},
		{"an hour that comes twice", bot.Times{At: clockOf(3, 30), Zone: "Europe/Kyiv", Days: bot.EveryDay}, "2025-10-25T00:00:00Z",
			[]string{"2025-10-25 03:30 +03:00", "2025-10-26 03:30 +03:00", "2025-10-27 03:30 +02:00"}},
		{"half an hour skipped", bot.Times{At: clockOf(2, 15), Zone: "Australia/Lord_Howe", Days: bot.EveryDay}, "2025-10-04T00:00:00+10:30",
			[]string{"2025-10-04 02:15 +10:30", "2025-10-05 02:30 +11:00", "2025-10-06 02:15 +11:00"}},
		{"midnight skipped", bot.Times{At: clockOf(0, 0), Zone: "Africa/Cairo", Days: bot.EveryDay}, "2025-04-24T12:00:00Z",
			[]string{"2025-04-25 01:00 +03:00", "2025-04-26 00:00 +03:00", "2025-04-27 00:00 +03:00"}},
		{"a day that the place skipped", bot.Times{At: clockOf(8, 0), Zone: "Pacific/Apia", Days: bot.EveryDay}, "2011-12-29T00:00:00-10:00",
			[]string{"2011-12-29 08:00 -10:00", "2011-12-31 08:00 +14:00", "2012-01-01 08:00 +14:00"}},
		{"west of Greenwich", bot.Times{At: clockOf(20, 0), Zone: "America/Los_Angeles", Days: bot.EveryDay}, "2025-11-02T05:00:00Z",
			[]string{"2025-11-02 20:00 -08:00", "2025-11-03 20:00 -08:00", "2025-11-04 20:00 -08:00"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, moments(test.times.Next(moment(t, test.after), 3))); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestEveryDayHasOneDigest: whatever the clocks do, in every zone that does it.
func TestEveryDayHasOneDigest(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/London", "Europe/Kyiv", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"} {
		for _, at := range []bot.Clock{0, clockOf(0, 30), clockOf(1, 30), clockOf(2, 30), clockOf(3, 30), clockOf(12, 0), clockOf(23, 59)} {
			times := bot.Times{At: at, Zone: zone, Days: bot.EveryDay}
			var last time.Time
			for day := (knowledge.Date{Year: 2025, Month: 1, Day: 1}); day.Year == 2025; day = day.AddDays(1) {
				got, ok := times.On(day)
				if !ok || knowledge.Today(got) != day {
					t.Fatalf("%s, %s on %s: %v, %v", zone, at, day, got, ok)
				}
				if !got.After(last) {
					t.Errorf("%s, %s on %s: %v is not after %v", zone, at, day, got, last)
				}
				last = got
			}
		}
	}
}

func TestWhatASweepFinds(t *testing.T) {
	times := bot.Times{At: clockOf(8, 0), Zone: "Europe/Kyiv", Days: bot.Weekdays, QuietFrom: clockOf(21, 0), QuietTo: clockOf(7, 0)}
	for _, test := range []struct {
		name, after, now string
		want             []string
	}{
		{"not yet", "2025-11-24T07:00:00Z", "2025-11-25T05:59:59Z", nil},
		{"now", "2025-11-24T07:00:00Z", "2025-11-25T06:00:00Z", []string{"2025-11-25"}},
		{"late", "2025-11-24T07:00:00Z", "2025-11-25T18:59:00Z", []string{"2025-11-25"}},
		{"late, and quiet", "2025-11-24T07:00:00Z", "2025-11-25T19:00:00Z", nil},
		{"done", "2025-11-25T06:00:00Z", "2025-11-25T07:00:00Z", nil},
		{"over", "2025-11-24T07:00:00Z", "2025-11-26T05:00:00Z", []string{"2025-11-25 missed"}},
		{"over, and the next", "2025-11-20T07:00:00Z", "2025-11-24T06:30:00Z", []string{"2025-11-21 missed", "2025-11-24"}},
		{"long ago", "2024-11-20T07:00:00Z", "2025-11-09T12:00:00Z",
			[]string{"2025-10-27 missed", "2025-10-28 missed", "2025-10-29 missed", "2025-10-30 missed", "2025-10-31 missed",
				"2025-11-03 missed", "2025-11-04 missed", "2025-11-05 missed", "2025-11-06 missed", "2025-11-07 missed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range times.Since(moment(t, test.after), moment(t, test.now)) {
				s := d.Slot
				if d.Missed {
					s += " missed"
				}
				got = append(got, s)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}
