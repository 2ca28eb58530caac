package timex

// foreign are the months and weekdays of the languages that dossiers on European
// and Near Eastern matters quote: German, French, Spanish, Italian, Turkish,
// Ukrainian and Russian. They count only in dates that hold a day or a year too.
// The months of the Slavic languages stand in the genitive, as dates write them,
// and in the nominative.
var foreign = []words{
	{cMonat, 1, 1, 0, "januar februar märz - mai juni juli - - oktober - dezember"},
	{cMonat, 1, 0, 0, "jänner"},
	{cMonat, 1, 1, 0, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	{cMonat, 1, 1, 0, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	{cMonat, 1, 1, 0, "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre - dicembre"},
	{cMonat, 1, 1, 0, "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"},
	{cMonat, 1, 1, 0, "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"},
	{cMonat, 1, 1, 0, "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"},
	{cMonat, 1, 1, 0, "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"},
	{cMonat, 1, 1, 0, "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"},

	{cWkday, 1, 1, 0, "montag dienstag mittwoch donnerstag freitag samstag sonntag"},
	{cWkday, 1, 1, 0, "lundi mardi mercredi jeudi vendredi samedi dimanche"},
	{cWkday, 1, 1, 0, "lunes martes miércoles jueves viernes sábado domingo"},
	{cWkday, 1, 1, 0, "lunedì martedì mercoledì giovedì venerdì sabato domenica"},
	{cWkday, 1, 1, 0, "pazartesi salı çarşamba perşembe cuma cumartesi pazar"},
	{cWkday, 1, 1, 0, "понеділок вівторок середа четвер п'ятниця субота неділя"},
	{cWkday, 1, 1, 0, "понедельник вторник среда четверг пятница суббота воскресенье"},
}
