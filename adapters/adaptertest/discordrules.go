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
	embeds, _ := m["embeds"].([]any)
	if v2 && (content != "" || len(embeds) > 0) {
		c.problem("content or embeds beside components of version 2")
	}
	if content == "" && len(embeds) == 0 && (len(list) == 0 || !v2) {
		c.problem("empty message")
	}
	if !v2 && len(list) > 5 {
		c.problem(fmt.Sprintf("%d rows, 5 are allowed", len(list)))
	}
	c.embeds(embeds)
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

// embeds checks embeds one by one and together.
func (c *discordChecker) embeds(list []any) {
	sum := 0
	for _, x := range list {
		one, _ := x.(map[string]any)
		text, _ := one["description"].(string)
		n := utf8.RuneCountInString(text)
		if n > 4096 {
			c.problem(fmt.Sprintf("an embed of %d characters, 4096 are allowed", n))
		}
		if strings.TrimSpace(text) == "" && one["image"] == nil {
			c.problem("an embed without anything")
		}
		sum += n
	}
	if len(list) > 10 || sum > 6000 {
		c.problem(fmt.Sprintf("%d embeds with %d characters, 10 with 6000 are allowed", len(list), sum))
	}
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
		case 3:
			c.menu(one)
		case 9:
			c.section(one, inner)
		case 12:
			c.gallery(one)
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

// section checks texts beside a button, which counts too.
func (c *discordChecker) section(one map[string]any, inner []any) {
	beside, _ := one["accessory"].(map[string]any)
	if len(inner) < 1 || len(inner) > 3 || beside == nil {
		c.problem("a section without one to three texts and a button")
		return
	}
	c.count++
	c.button(beside)
}

func (c *discordChecker) gallery(one map[string]any) {
	items, _ := one["items"].([]any)
	if len(items) < 1 || len(items) > 10 {
		c.problem(fmt.Sprintf("a gallery of %d pictures", len(items)))
	}
	for _, x := range items {
		item, _ := x.(map[string]any)
		alt, _ := item["description"].(string)
		if n := utf8.RuneCountInString(alt); n < 1 || n > 1024 {
			c.problem(fmt.Sprintf("a picture described in %d characters", n))
		}
	}
}

func (c *discordChecker) menu(one map[string]any) {
	options, _ := one["options"].([]any)
	if len(options) < 1 || len(options) > 25 {
		c.problem(fmt.Sprintf("a menu of %d", len(options)))
	}
	for _, x := range options {
		option, _ := x.(map[string]any)
		for _, field := range []string{"label", "value"} {
			text, _ := option[field].(string)
			if n := utf8.RuneCountInString(text); n < 1 || n > 100 {
				c.problem(fmt.Sprintf("%s of %d characters in a menu", field, n))
			}
		}
	}
	c.id(one)
}

func (c *discordChecker) button(one map[string]any) {
	label, _ := one["label"].(string)
	if n := utf8.RuneCountInString(label); n < 1 || n > 80 {
		c.problem(fmt.Sprintf("a label of %d characters", n))
	}
	if style, _ := one["style"].(float64); style == 5 {
		address, _ := one["url"].(string)
		if len(address) < 1 || len(address) > 512 || one["custom_id"] != nil {
			c.problem(fmt.Sprintf("a link to %q", address))
		}
		return
	}
	c.id(one)
}

func (c *discordChecker) id(one map[string]any) {
	id, _ := one["custom_id"].(string)
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

func (d *Discord) refuseForm(form map[string]any) *discordReply {
	title, _ := form["title"].(string)
	id, _ := form["custom_id"].(string)
	fields, _ := form["components"].([]any)
	if n := utf8.RuneCountInString(title); n < 1 || n > 45 || len(id) < 1 || len(id) > 100 || len(fields) < 1 || len(fields) > 5 {
		return d.invalid("form", fmt.Sprintf("title %q, id %q, %d fields", title, id, len(fields)))
	}
	for _, x := range fields {
		field, _ := x.(map[string]any)
		label, _ := field["label"].(string)
		if n := utf8.RuneCountInString(label); field["type"] != 18.0 || n < 1 || n > 45 || field["component"] == nil {
			return d.invalid("form", fmt.Sprintf("field %v", field))
		}
	}
	return nil
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
