package ingest

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestLegacyEncodingsOfManyLanguages(t *testing.T) {
	for name, test := range map[string]struct {
		text     string
		encoding encoding.Encoding
		want     string
	}{
		"German":              {"Die Direktorin unterschrieb den Vertrag über den Kai. „Wir vermieten nur eine Mauer“, sagte sie den Journalisten; die Arbeiter fürchten um ihre Plätze. Das größte Schiff fährt weiter.", charmap.Windows1252, "windows-1252"},
		"French":              {"La directrice a signé le contrat de location du quai. « Nous ne louons qu’un mur », a-t-elle déclaré à la presse vendredi, où les ouvriers étaient inquiets. Le conseil votera dès lundi.", charmap.Windows1252, "windows-1252"},
		"Spanish":             {"La directora firmó el contrato del muelle. «Sólo alquilamos una pared», dijo el viernes a los periodistas. El ayuntamiento votará la próxima semana y los obreros están en contra, según señaló ayer el portavoz.", charmap.Windows1252, "windows-1252"},
		"one accent":          {"The envoys met in Türkiye on Friday, and the council voted for the plan. Nobody else came to the meeting, which the director called a success.", charmap.Windows1252, "windows-1252"},
		"one quotation mark":  {"The director’s plan was accepted by the council on Friday after a long debate about the lease of the quay and the wall behind it.", charmap.Windows1252, "windows-1252"},
		"Czech":               {"Ředitelka přístavu podepsala smlouvu o pronájmu nábřeží. „Pronajímáme jen zeď,“ řekla v pátek novinářům. Městská rada bude hlasovat příští týden, dělníci jsou proti, protože ztratí místa.", charmap.Windows1250, "windows-1250"},
		"Hungarian":           {"A kikötő igazgatója aláírta a rakpart bérleti szerződését. „Csak egy falat adunk bérbe” – mondta pénteken az újságíróknak. A városi tanács jövő héten szavaz, a munkások ellenzik, mert féltik az állásukat.", charmap.Windows1250, "windows-1250"},
		"Greek":               {"Η διευθύντρια του λιμανιού υπέγραψε τη σύμβαση μίσθωσης της προβλήτας. «Νοικιάζουμε μόνο έναν τοίχο», είπε την Παρασκευή στους δημοσιογράφους. Το συμβούλιο ψηφίζει την επόμενη εβδομάδα.", charmap.Windows1253, "windows-1253"},
		"Ukrainian, KOI8":     {strings.NewReplacer("«", "\"", "»", "\"", "—", "-", "’", "'").Replace(ukraine), charmap.KOI8U, "koi8-u"},
		"Russian, DOS":        {strings.NewReplacer("«", "\"", "»", "\"", "—", "-").Replace(russian), charmap.CodePage866, "ibm866"},
		"Japanese":            {"港の局長は金曜日に岸壁の賃貸契約に署名した。「壁を貸すだけです」と局長は記者団に語った。市議会は来週採決する予定で、労働者は職を失うことを恐れて反対している。", japanese.ShiftJIS, "shift_jis"},
		"Chinese":             {"港口负责人周五签署了码头租赁合同。她对记者说，我们只出租一堵墙。市议会下周将进行表决，工人们表示反对，因为他们担心失去工作。这份合同为期三十年。", simplifiedchinese.GBK, "gb18030"},
		"a short Turkish one": {"Şehir meclisi önümüzdeki hafta oylayacak, işçiler ise buna karşı çıktı.", charmap.Windows1254, "windows-1254"},
	} {
		raw, err := test.encoding.NewEncoder().Bytes([]byte(test.text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, got, err := Decode(raw)
		if err != nil || got != test.want || text != test.text {
			t.Errorf("%s: taken for %s, error %v; want %s\n%.80s", name, got, err, test.want, text)
		}
		large := bytes.Repeat(append([]byte("Some lines of plain ASCII stand before it.\n"), append(raw, '\n')...), 500)
		if _, again, err := Decode(large); err != nil || again != got {
			t.Errorf("%s: the same many times over is taken for %s, error %v", name, again, err)
		}
	}
}

func TestUTF8ThatWasBrokenInAFewPlacesIsStillUTF8(t *testing.T) {
	text, name, err := Decode([]byte(ukraine[:len(ukraine)-2] + "\xd0"))
	if err != nil || name != "utf-8" || !strings.HasPrefix(text, "Директорка") || !strings.HasSuffix(text, "\uFFFD") {
		t.Errorf("taken for %q, error %v: %s", name, err, text)
	}
}

func TestFilesOfOtherKindsAreNamed(t *testing.T) {
	for start, want := range map[string]string{"%PDF-1.7\nText of it": "a PDF", `{\rtf1\ansi Text}`: "an RTF file", "PK\x03\x04word": "a ZIP"} {
		if _, _, err := Decode([]byte(start)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", start, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text := []byte(strings.Repeat(english+"\n\n", 50))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("a.txt", text); err != nil {
			b.Fatal(err)
		}
	}
}
