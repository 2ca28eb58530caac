package language

import "strings"

// Month returns the number of the month that word names, 0 where it names none.
// It knows full names, their cases and the usual abbreviations in the languages
// that news most often comes in; the word may be written in any case and with or
// without a point behind it.
func Month(word string) int { return months[foldWord(word)] }

// IsWeekday reports whether word names a day of the week, as [Month] reads it.
func IsWeekday(word string) bool { return weekdays[foldWord(word)] }

// foldWord folds a word for the tables of this package.
func foldWord(word string) string {
	return FoldString(strings.TrimRight(word, ".,;:)"))
}

var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range [12]string{
		`january jan januar janvier enero ene gennaio janeiro januari stycznia styczen ocak ledna leden ianuarie
			января январь янв січня січень січ`,
		`february feb februar fevrier fevr febrero febbraio fevereiro februari lutego luty subat unora unor februarie
			февраля февраль фев лютого лютий лют`,
		`march mar marz mars marzo marco maart marca marzec mart brezna brezen martie
			марта март мар березня березень бер`,
		`april apr avril abril aprile kwietnia kwiecien nisan dubna duben aprilie
			апреля апрель апр квітня квітень кві`,
		`may mai mayo maggio maio mei maja maj mayis kvetna kveten
			мая май травня травень тра`,
		`june jun juni juin junio giugno junho czerwca czerwiec haziran cervna cerven iunie
			июня июнь июн червня червень чер`,
		`july jul juli juillet juil julio luglio julho lipca lipiec temmuz cervence cervenec iulie
			июля июль июл липня липень лип`,
		`august aug aout agosto augustus sierpnia sierpien agustos srpna srpen augusti
			августа август авг серпня серпень сер`,
		`september sept sep septembre septiembre setiembre settembre setembro wrzesnia wrzesien eylul zari septembrie
			сентября сентябрь сен сент вересня вересень вер`,
		`october oct oktober okt octobre octubre ottobre outubro pazdziernika pazdziernik ekim rijna rijen octombrie
			октября октябрь окт жовтня жовтень жов`,
		`november nov novembre noviembre novembro listopada listopad kasim listopadu noiembrie
			ноября ноябрь ноя нояб листопада листопад лис`,
		`december dec dezember dez decembre diciembre dic dicembre dezembro grudnia grudzien aralik prosince prosinec decembrie
			декабря декабрь дек грудня грудень гру`,
	} {
		for _, name := range strings.Fields(names) {
			m[FoldString(name)] = i + 1
		}
	}
	return m
}()

var weekdays = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`monday tuesday wednesday thursday friday saturday sunday
		mon tue tues wed thu thur thurs fri sat sun
		понедельник вторник среда четверг пятница суббота воскресенье
		понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя
		montag dienstag mittwoch donnerstag freitag samstag sonntag
		lundi mardi mercredi jeudi vendredi samedi dimanche
		lunes martes miercoles jueves viernes sabado domingo
		lunedi martedi mercoledi giovedi venerdi sabato domenica
		poniedzialek wtorek sroda czwartek piatek sobota niedziela
		pazartesi sali carsamba persembe cuma cumartesi pazar`) {
		m[FoldString(name)] = true
	}
	return m
}()
