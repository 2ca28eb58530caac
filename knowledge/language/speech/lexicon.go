package speech

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// finite are the forms of reporting verbs that have a subject of their own.
var finite = set(`said says say told tells tell insisted insists insist noted notes note explained explains explain confirmed confirms confirm
	wrote writes write warned warns warn argued argues argue declined denied denies deny announced announces announce stated states state claimed claims claim
	suggested suggests suggest acknowledged acknowledges acknowledge replied replies reply asked asks recalled recalls added adds add stressed stresses stress
	emphasized emphasizes emphasised emphasises emphasize remarked remarks commented comments observed observes declared declares declare
	reported reports report revealed reveals reveal disclosed discloses maintained maintains maintain asserted asserts assert alleged alleges allege
	predicted predicts predict admitted admits admit conceded concedes concede complained complains complain concluded concludes conclude
	reiterated reiterates reiterate testified tweeted posted vowed vows vow promised promises promise pledged pledges urged urges urge joked quipped
	responded responds respond countered counters indicated indicates indicate signaled signalled signals estimated estimates estimate cautioned cautions caution
	described describes describe believes believe believed thinks thought expects contends contended boasted lamented mused shouted exclaimed
	underlined underscored hinted hints boasts proposed expressed expresses quoted texted emailed relayed cited cites continued pointed points point
	recounted recounts reflected wondered shrugged recommended recommends
	сказав сказала сказали заявив заявила заявили повідомив повідомила повідомили зазначив зазначила додав додала наголосив наголосила написав написала пояснив пояснила розповів розповіла
	сказал заявил сообщил сообщила сообщили отметил отметила добавил добавила подчеркнул подчеркнула написал пояснил рассказал рассказала
	sagte sagten erklärte erklärten betonte meinte schrieb teilte sagt
	countered counters objected objects protested retorted retorts answered answers summarised summarized agreed disagreed
	répond répondu affirme déclare ajoute explique assure estime souligne indique confie lance regrette prévient martèle
	dijo dice afirmó explicó añadió declaró aseguró señaló advirtió respondió criticó disse afirmou acrescentou explicou
	detto dichiarato aggiunto spiegato powiedział powiedziała dodał dodała podkreślił podkreśliła zaznaczył zaznaczyła
	oświadczył oświadczyła stwierdził stwierdziła widersprach antwortete fügte mahnte forderte
	dit déclaré affirmé expliqué ajouté indiqué annoncé estimé souligné assuré
	dedi söyledi belirtti açıkladı`)

// participles are the forms that share the subject of the clause before them.
var participles = set(`saying telling insisting noting explaining confirming writing warning arguing announcing stating claiming suggesting acknowledging
	replying asking recalling adding stressing emphasizing emphasising remarking commenting observing declaring reporting revealing maintaining asserting
	alleging predicting admitting conceding complaining concluding reiterating vowing promising urging joking responding indicating signaling signalling
	estimating cautioning describing believing quipping tweeting denying pledging hinting expressing`)

// bareVerbs take a clause without "that" often enough to be trusted with it.
var bareVerbs = set(`said says say believes believe`)

// hedges weaken a report.
var hedges = set(`reportedly allegedly apparently purportedly supposedly seemingly`)

// spoken tell how something was said, where they stand right behind the marks.
var spoken = set(`began begins laughed laughs smiled smiles sighed sighs whispered whispers muttered mutters cried cries yelled murmured
	called snapped pleaded begged demanded demands sobbed enthused fumed volunteered ventured offered went goes texted roared screamed
	thundered shot recited intoned opined read signed confided confides`)

// adverbs may stand between a subject and its verb.
var adverbs = set(`also later then reportedly allegedly apparently repeatedly publicly privately earlier recently previously bluntly quietly openly once
	again even further now still only simply long often always never not just flatly firmly nevertheless however has have had himself herself themselves
	did does do will would could today yesterday on monday tuesday wednesday thursday friday saturday sunday separately initially additionally`)

// namings report what somebody calls something, in quotation marks only.
var namings = set(`called calls dubbed labelled labeled praised praises hailed hails denounced denounces dismissed dismisses condemned condemns
	branded accused accuses thanked thanks welcomed welcomes criticised criticized blasted slammed`)

// auxiliaries stand before a verb of saying where the speaker follows it.
var auxiliaries = set(`a ont hat haben has`)

// selves are words in which a speaker speaks of himself.
var selves = set(`i we my our us me`)

// institutions are heads of phrases for a body that speaks.
var institutions = set(`company firm group bank ministry agency government union party committee court commission department office campaign university charity
	embassy army military navy council parliament administration organisation organization association foundation regulator watchdog bureau organizers
	organisers airline manufacturer retailer carmaker hospital school service command staff board club federation alliance coalition bloc delegation
	mission exchange fund operator force forces`)

// isHead reports whether a noun speaks: an office, several people or a body.
func isHead(word string) bool { return anonymous[word] || collective[word] || institutions[word] }

// anonymous are heads of phrases that name a speaker without saying who.
var anonymous = set(`official spokesman spokeswoman spokesperson source aide diplomat adviser advisor envoy negotiator insider analyst expert minister senator
	lawmaker officer commander lawyer witness resident economist trader researcher scientist professor doctor critic observer author editor reporter journalist
	representative executive manager director chairman president premier chancellor governor mayor ambassador general colonel soldier activist leader
	investor strategist historian teacher student worker farmer protester neighbor neighbour friend colleague judge prosecutor detective investigator captain
	player coach fan owner founder chief secretary person man woman user customer employee participant candidate deputy congressman policeman
	ceo consumer columnist engineer pilot politician survivor reader relative victim volunteer buyer seller banker broker developer designer
	passenger elder villager bystander onlooker motorist driver parent mother father patient commuter pensioner refugee migrant
	prisoner tourist shopkeeper shopper fisherman guard guest tenant trucker staffer whistleblower teenager councillor banker
	nun monk survivor paramedic firefighter warden sailor immigrant supporter lecturer
	commissioner inspector sergeant lieutenant major superintendent counsel attorney clerk nurse pastor priest bishop`)

// collective are plural heads of the same kind.
var collective = set(`officials spokesmen spokespeople sources aides diplomats advisers advisors envoys negotiators insiders analysts experts ministers senators
	lawmakers officers commanders lawyers witnesses residents economists traders researchers scientists professors doctors critics observers authors editors
	reporters journalists representatives executives managers directors leaders investors strategists historians teachers students workers farmers protesters
	neighbors neighbours friends colleagues judges prosecutors investigators players coaches fans owners founders people police authorities media
	consumers charities companies firms banks groups ministries agencies buyers sellers bankers brokers developers engineers pilots politicians
	survivors relatives victims volunteers columnists attorneys unions parties activists organizations organisations regulators
	candidates deputies soldiers generals chiefs voters parents women men readers insurers retailers airlines
	passengers elders villagers bystanders onlookers motorists drivers mothers fathers patients commuters pensioners refugees migrants
	prisoners tourists shopkeepers fishermen guards guests tenants paramedics firefighters sailors councillors locals
	commentators governments allies partners skeptics sceptics supporters opponents rebels militants participants rivals users customers employees`)

// outlets are heads of phrases that name a publication.
var outlets = set(`report reports newspaper magazine agency outlet website paper daily weekly channel broadcaster network statement memo document
	letter article study survey poll transcript filing release communique communiqué`)

// outletWords stand in the names of news outlets.
var outletWords = set(`news times post herald journal tribune press gazette guardian telegraph observer chronicle mail express standard independent reuters
	afp ap bbc cnn nbc abc cbs npr fox bloomberg tass interfax politico spiegel monde figaro zeitung television tv radio agency pravda правда
	wire magazine daily today broadcasting newspaper dpa ansa efe xinhua anadolu kyodo aljazeera jazeera sky cnbc msnbc mirror sun globe`)

// pronouns that stand for one person; "they" is never resolved to one.
var pronouns = set(`he she it er він вона он она`)

// clauseStarts begin a clause with a subject of its own.
var clauseStarts = set(`that but while although though because as when where which who if whether and or`)
