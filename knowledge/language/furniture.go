package language

import "strings"

// furnitureLines are whole lines that a site's template puts on a page.
var furnitureLines = func() map[string]bool {
	m := map[string]bool{}
	for _, l := range entries(`logo;share;share this;share this article;share this story;tweet;print;email;e-mail;menu;search;home;comments;comment;advertisement;
	advertisements;ad;sponsored;sponsored content;promoted content;subscribe;subscribe now;log in;login;sign in;sign up;register;
	skip to content;skip to main content;skip to navigation;back to top;go to top;copy link;link copied;listen;save;close;next;previous;
	next article;previous article;load more;show more;view more;view all;see all;more;read more;continue reading;contents;
	table of contents;related;related articles;related stories;related news;related content;related topics;you may also like;
	you might also like;recommended;recommended for you;most read;most popular;trending;trending now;latest news;popular posts;
	leave a comment;leave a reply;post a comment;add a comment;follow us;contact us;about us;privacy policy;cookie policy;terms of use;
	terms of service;terms and conditions;accept;accept all;accept cookies;newsletter;our newsletter;get the app;download the app;
	toggle navigation;open menu;close menu;image;photo;video;gallery;slideshow;play;pause;mute;facebook;twitter;whatsapp;telegram;
	linkedin;reddit;pinterest;instagram;youtube;click to share;реклама;поделиться;поділитися;меню;поиск;пошук;комментарии;коментарі;
	главная;головна;подписаться;підписатися;werbung;anzeige;teilen;drucken;kommentare;startseite;suche;publicité;partager;imprimer;
	accueil;rechercher;commentaires;publicidad;compartir;imprimir;inicio;buscar;comentarios;pubblicità;condividi;stampa;udostępnij;
	reklama;komentarze;reklam;paylaş;yorumlar;ana sayfa;`) {
		m[l] = true
	}
	return m
}()

// furnitureStarts are beginnings of lines that a template puts between
// paragraphs, by their first byte.
var furnitureStarts = func() (t [256][]string) {
	for _, start := range entries(`must read:;must-read:;read also:;also read:;read also ;also read ;read more:;read more about ;read more on ;read more at ;read next:;
	read the full ;read full ;read:;read |;related:;see also:;see more:;also see:;more on this:;more on this story;more from ;watch:;
	watch |;listen:;recommended:;don't miss:;don’t miss:;editor's picks;editor’s picks;you may also like;you might also ;subscribe to ;
	sign up for ;sign up to ;sign up now;follow us ;follow us:;join us on ;join our ;like us on ;share this ;share on ;share via ;
	share to ;tweet this;click here ;click to ;tap here ;download our ;get our ;this content is ;this article is available ;
	advertisement ;advertisement - ;story continues below;article continues below;continue reading ;continued below;photo:;photo credit;
	photo by ;photograph:;photographs:;image:;image credit;image source;image by ;picture:;featured image;file photo;getty images;(photo ;
	all rights reserved;©;(c) 20;we use cookies;this site uses cookies;this website uses cookies;by using this site;tags:;tagged:;
	tagged with;filed under:;posted in:;topics:;categories:;keywords:;page ;enable javascript;please enable ;your browser ;
	your email address will not be published;required fields are marked;читайте также;читать также;читайте ещё;читайте еще;читайте також;
	читати також;смотрите также;дивіться також;подписывайтесь ;підписуйтесь ;підписуйтеся ;lesen sie auch;mehr zum thema;siehe auch;
	lire aussi;à lire aussi;a lire aussi;voir aussi;lea también;lee también;ver también;leia também;leia mais;leggi anche;czytaj też;
	czytaj także;zobacz także;zobacz też;ayrıca oku;i̇lgili haber;ilgili haber;copyright ©;copyright (c);copyright 20;`) {
		t[start[0]] = append(t[start[0]], start)
	}
	return t
}()

// entries reads a table whose entries end with a semicolon.
func entries(table string) []string {
	var out []string
	for _, e := range strings.Split(table, ";") {
		if e = strings.TrimLeft(e, "\t\n"); e != "" {
			out = append(out, e)
		}
	}
	return out
}

// shareWords make up share bars: "Facebook X WhatsApp Telegram Email".
var shareWords = wordSet(`facebook twitter x whatsapp telegram linkedin reddit pinterest email e-mail mail print copy link share tweet messenger viber
	instagram youtube tiktok threads bluesky mastodon flipboard pocket tumblr vk rss sms on via to and more | / · • – -`)

// hostEndings are the last parts of the names of sites. A country whose ending
// is also that of a file of source text is not among them.
var hostEndings = wordSet(`com net org info news biz tv io co me eu int gov edu mil media press live online today site world app blog
	uk us de fr it es pt nl be at ch se no fi dk ie pl cz sk hu ro bg gr ua ru by kz ge am az tr il ir iq sa ae qa eg in pk bd lk cn jp kr tw hk
	sg my th vn id ph au nz ca mx br ar cl pe za ng ke lt lv ee md rs hr si ba al mk lu is su`)

// breadcrumbSigns stand between the parts of a breadcrumb.
var breadcrumbSigns = []string{" > ", " » ", " › ", " / ", " → "}

// isFurniture reports whether one line, by itself, was put on the page by its
// template.
func isFurniture(text string) bool {
	if len(text) > maxHeading {
		return false
	}
	if isRule(text) {
		return true
	}
	if i := strings.Index(text, "]("); i > 0 && text[0] == '[' && strings.HasSuffix(text, ")") { // a link in Markdown
		text = text[1:i]
	}
	low := strings.ToLower(strings.Trim(text, "*_[]()<>«»›→ \u00a0:"))
	if furnitureLines[low] {
		return true
	}
	low = strings.ToLower(strings.TrimLeft(text, "*_ "))
	if low == "" || text == "" {
		return true
	}
	for _, start := range furnitureStarts[low[0]] {
		if strings.HasPrefix(low, start) && furnishes(low, start) {
			return true
		}
	}
	return isHost(text) || isURL(text) || isShareBar(low) || isCounter(low) || isBreadcrumb(low)
}

// furnishes tells the few beginnings that sentences have too from those that
// only templates use.
func furnishes(low, start string) bool {
	switch start {
	case "page ", "(c) 20": // "Page 3 of 12", "page 4"
		return !endsSentence(low) && strings.IndexFunc(low, isDigit) > 0 && len(low) < 40
	case "copyright 20", "more from ", "advertisement ", "click to ", "this content is ", "photo by ", "image by ":
		return len(low) < 80 && !endsSentence(low)
	}
	return true
}

// isHost reports whether text is nothing but a site's name: "CaliToday.Net".
func isHost(text string) bool {
	dot := strings.LastIndexByte(text, '.')
	if dot < 1 || len(text) > 60 || strings.ContainsAny(text, " \t@\u00a0") {
		return false
	}
	return hostEndings[strings.ToLower(text[dot+1:])] && strings.IndexByte(text[:dot], '/') < 0 && text[dot-1] != '.'
}

func isURL(text string) bool {
	if strings.ContainsAny(text, " \t") {
		return false
	}
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www.")
}

func isShareBar(low string) bool {
	words := strings.Fields(low)
	if len(words) < 2 {
		return false
	}
	for _, w := range words {
		if !shareWords[strings.TrimRight(w, ",:")] {
			return false
		}
	}
	return true
}

// isCounter reports whether low counts what readers do: "5 min read", "1,204
// views", "12 comments".
func isCounter(low string) bool {
	words := strings.Fields(low)
	if len(words) < 2 || len(words) > 4 || !isDigitAt(words[0], 0) {
		return false
	}
	switch words[len(words)-1] {
	case "read", "views", "comments", "shares", "likes", "minutes read", "reads":
		return true
	}
	return false
}

func isBreadcrumb(low string) bool {
	for _, sign := range breadcrumbSigns {
		if strings.HasPrefix(low, "home"+sign) || strings.HasPrefix(low, "news"+sign) {
			return true
		}
		if sign != " / " && strings.Count(low, sign) >= 2 && !endsSentence(low) {
			return true
		}
	}
	return false
}
