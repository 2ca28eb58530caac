package language

import (
	"strings"
	"unicode/utf8"
)

// abbreviation tells what a point behind a shortened word means.
type abbreviation uint8

const (
	ordinary    abbreviation = iota // no abbreviation: the point ends the sentence
	beforeName                      // stands before a name and is written with a capital: "Gen.", "Mr."
	beforeCount                     // stands before a figure: "No. 5", "p. 55"; otherwise it is a word: "He said no. Then …"
	inner                           // never last in a sentence: "vs.", "e.g."
	capital                         // written with a capital, may be last, but only before a word that starts a sentence: "Inc.", "Oct."
	either                          // likewise, whatever its first letter: "млн.", "approx."
)

var abbreviations = func() map[string]abbreviation {
	m := map[string]abbreviation{}
	for kind, words := range map[abbreviation]string{
		beforeName: `mr mrs ms mx messrs dr prof sen rep gen gov col lt sgt capt cmdr cpt adm maj brig pres hon rev supt det insp
			atty amb mt ft fr sr. st. mme mlle dott ing sig sra srta dra doc hr fr hl`,
		beforeCount: `no nos fig figs vol vols pp art arts sec secs ch eq ed nr num núm стр ст п рис табл č str par`,
		inner: `vs cf viz eg ie approx ca circa resp esp incl z.b bzw zzgl vgl sog np tzw tzn m.in например напр т.е т.н т.зв тзв им ім
			ул вул просп пл обл р-н им. проф акад ген зам доц`,
		capital: `sr jr inc ltd co corp llc plc al est univ assn bros ave blvd rd st dept jan feb mar apr jun jul aug sep sept oct nov
			dec mon tue tues wed thu thur thurs fri sat sun messrs ala ariz calif colo conn del fla ga ill ind kan ky la md mass mich minn
			miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo`,
		either: `etc lit max min avg др пр млн млрд трлн тыс тис руб грн долл дол г гг р рр в вв ст мин хв сек vb vd usw str ul al r tys mln mld zł`,
	} {
		for _, w := range strings.Fields(words) {
			m[w] = kind
		}
	}
	return m
}()

// abbreviationOf classifies the word that stands before a point.
func abbreviationOf(word string) abbreviation {
	key := strings.ToLower(word)
	kind, known := abbreviations[key]
	if !known && strings.Contains(key, ".") {
		kind = abbreviations[strings.ReplaceAll(key, ".", "")]
	}
	if kind == beforeName || kind == capital {
		if r, _ := utf8.DecodeRuneInString(word); !isUpper(r) {
			return ordinary
		}
	}
	return kind
}

// isPointed reports whether word consists of short parts joined by points, as
// in "U.S", "a.m", "Ph.D" and "т.д".
func isPointed(word string) bool {
	parts := 0
	for rest, more := word, true; more; parts++ {
		var part string
		part, rest, more = strings.Cut(rest, ".")
		n := 0
		for _, r := range part {
			if !isLetter(r) || n == 2 {
				return false
			}
			n++
		}
		if n == 0 {
			return false
		}
	}
	return parts > 1
}

// starters are words that begin a sentence far more often than a name, in the
// languages of news that have capitals.
var starters = wordSet(`A About According Across After Afterwards Again All Already Also Although Among Amid An And Another Any Are As
	At Back Because Before Behind Being Below Besides Between Both But By Can Could Did Do Does During Each Earlier Either Even
	Eventually Every Few Finally First Following For Four From Further Furthermore Given Had Has Have He Her Here His How However If In
	Indeed Instead Into Is It Its Just Last Late Later Less Like Many Meanwhile More Moreover Most Much My Neither Nevertheless Next No
	None Nonetheless Nor Not Nothing Now Of Officials On Once One Only Or Other Others Our Out Over Perhaps Rather Recently Second
	Several She Should Since So Some Sometimes Soon Still Such Than That The Their Them Then There Therefore These They This Those Though
	Three Through Throughout Thus To Today Together Two Under Unless Unlike Until Up Upon Was We Were What When Where Whereas Whether Which
	While Who Whom Whose Why Will With Within Without Would Yes Yesterday Yet You Your Analysts Sources Despite I Did
	В Во На По При После Перед Для Это Этот Эта Эти Он Она Они Оно Однако Но И А Также Кроме Как Когда Если Что Кто Мы Вы Его Её Их Все Так
	Тогда Сейчас Сегодня Вчера Там Здесь Ранее Позже За Из К Об От С Со У До
	У Та Й Це Цей Ця Ці Він Вона Вони Воно Однак Але Також Крім Як Коли Якщо Що Хто Ми Ви Його Її Їх Усі Всі Тоді Зараз Сьогодні Вчора Там
	Тут Раніше Пізніше За Із Зі З Про Від До Після Під Перед Для
	Der Die Das Ein Eine Er Sie Es Wir Ich Und Aber Doch In Im Am An Auf Bei Mit Nach Von Vor Zu Zum Zur Für Dies Diese Dieser Als Wenn Auch
	Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Et Mais Ou Dans En Au Aux Avec Pour Par Sur Sous Ce Cette Ces Selon Après Avant Depuis
	El Los Las Una Ella Ellos Pero Con Por Para Según Tras Desde Esta Este Estos Estas Lo Su Sus Además Sin
	O Os As Um Uma Mas Ele Ela Eles Elas Segundo Com Na No Nas Nos Gli Uno Ma Con Per Nel Nella Secondo
	W We Na Po Po Do Od Z Ze Za Przed To Ten Ta Te On Ona Oni Ale Jednak Jak Gdy Jeśli Według
	Bu Bir O Ve Ama Ancak Fakat Daha Sonra Önce Ne Kim Nasıl`)

// speechVerbs stand behind the name of someone who was just quoted.
var speechVerbs = wordSet(`said says asked asks told tells added adds wrote writes replied replies shouted shouts declared declares
	exclaimed quipped joked tweeted posted insisted warned noted demanded explained recalled continued cried yelled`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
