package adaptertest

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// DiscordMessageProblems says what Discord would refuse in a message, or what a
// bot that repeats strangers must not send: mentions that are not shut off, a
// field that is null. It knows the limits by itself, so that an adapter is not
// held against its own table.
func DiscordMessageProblems(m map[string]any) []string {
	c := &discordChecker{ids: map[string]bool{}}
	flags, _ := m["flags"].(float64)
	v2 := int(flags)&(1<<15) != 0
	c.nulls("message", m)
	allowed, _ := m["allowed_mentions"].(map[string]any)
	if parse, isList := allowed["parse"].([]any); !isList || len(parse) > 0 {
		c.problem("allowed_mentions.parse is not []")
	}
	content, _ := m["content"].(string)
	if utf8.RuneCountInString(content) > 2000 {
		c.problem("content of more than 2000 characters")
	}
	list, _ := m["components"].([]any)
	if v2 && content != "" {
		c.problem("content beside components of version 2")
	}
	if content == "" && len(list) == 0 {
		c.problem("empty message")
	}
	c.components(list, v2, 0)
	if c.count > 40 {
		c.problem(fmt.Sprintf("%d components, 40 are allowed", c.count))
	}
	if c.text > 4000 {
		c.problem(fmt.Sprintf("%d characters of text, 4000 are allowed", c.text))
	}
	if c.bytes+12*c.count > 10170 {
		c.problem(fmt.Sprintf("%d bytes of text in %d components: Discord answers 500", c.bytes, c.count))
	}
	return c.problems
}

// discordChecker walks the components of a message.
type discordChecker struct {
	problems           []string
	ids                map[string]bool
	count, text, bytes int
}

func (c *discordChecker) problem(what string) { c.problems = append(c.problems, what) }

func (c *discordChecker) nulls(where string, v any) {
	switch v := v.(type) {
	case nil:
		c.problem(where + " is null")
	case map[string]any:
		for k, x := range v {
			c.nulls(where+"."+k, x)
		}
	case []any:
		for i, x := range v {
			c.nulls(fmt.Sprintf("%s[%d]", where, i), x)
		}
	}
}

func (c *discordChecker) components(list []any, v2 bool, depth int) {
	for _, x := range list {
		one, _ := x.(map[string]any)
		c.count++
		kind, _ := one["type"].(float64)
		inner, _ := one["components"].([]any)
		switch int(kind) {
		case 1:
			if len(inner) < 1 || len(inner) > 5 {
				c.problem(fmt.Sprintf("a row of %d", len(inner)))
			}
		case 2:
			c.button(one)
		case 10:
			c.display(one)
		case 14:
		case 17:
			if depth > 0 || len(inner) == 0 {
				c.problem("a container that is empty or inside another component")
			}
		default:
			c.problem(fmt.Sprintf("component of type %v", kind))
		}
		if kind > 3 && !v2 {
			c.problem("components of version 2 without the flag")
		}
		c.components(inner, v2, depth+1)
	}
}

func (c *discordChecker) display(one map[string]any) {
	content, _ := one["content"].(string)
	if strings.TrimSpace(content) == "" {
		c.problem("a text without text")
	}
	c.text += utf8.RuneCountInString(content)
	c.bytes += len(content)
}

func (c *discordChecker) button(one map[string]any) {
	label, _ := one["label"].(string)
	id, _ := one["custom_id"].(string)
	if n := utf8.RuneCountInString(label); n < 1 || n > 80 {
		c.problem(fmt.Sprintf("a label of %d characters", n))
	}
	if len(id) < 1 || utf8.RuneCountInString(id) > 100 || c.ids[id] {
		c.problem(fmt.Sprintf("custom_id %q, which is too short, too long or another's", id))
	}
	c.ids[id] = true
}

// refuse answers a message that has problems. The lock is held.
func (d *Discord) refuse(m map[string]any) *discordReply {
	problems := DiscordMessageProblems(m)
	if len(problems) == 0 {
		return nil
	}
	return d.invalid("message", strings.Join(problems, "; "))
}

func (d *Discord) refuseChoices(data map[string]any) *discordReply {
	list, isList := data["choices"].([]any)
	if !isList || len(list) > 25 {
		return d.invalid("choices", fmt.Sprintf("%d choices, or none that is a list", len(list)))
	}
	for _, x := range list {
		one, _ := x.(map[string]any)
		for _, field := range []string{"name", "value"} {
			text, _ := one[field].(string)
			if n := utf8.RuneCountInString(text); n < 1 || n > 100 {
				return d.invalid("choices", fmt.Sprintf("%s of %d characters", field, n))
			}
		}
	}
	return nil
}

// invalid refuses a request for its form, and remembers that. The lock is held.
func (d *Discord) invalid(where, why string) *discordReply {
	d.refused = append(d.refused, where+": "+why)
	return refusal(http.StatusBadRequest, 50035, "Invalid Form Body: "+where+": "+why)
}
