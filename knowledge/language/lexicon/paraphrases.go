package lexicon

import (
	"slices"
	"strings"
)

// paraphraseGroups are words that reports use for one another when they tell of
// the same thing, though dictionaries do not call them synonyms: what one text
// calls jail is prison in the next. A group is of dictionary forms.
const paraphraseGroups = `
begin start open launch commence beginning outbreak, end finish close conclude stop, postpone delay defer late reschedule cancel, scrap abandon cancel, own belong owner owned possess, lead head chair run leader chief director,
replace succeed successor replacement, appoint name nominate choose elect, resign quit resignation leave, die dead death kill fatal victim, injure wound hurt injury, arrest detain custody, jail prison imprison sentence, sue lawsuit suit claim,
fine penalty penalise, cost price expense worth pay, earn salary income revenue, buy purchase acquire acquisition takeover, sell sale, hire employ job recruit work, dismiss fire sack, meet meeting talk negotiation summit negotiate session,
attack strike raid assault offensive, win victory beat defeat, agree deal accord pact agreement treaty, refuse reject deny decline, demand urge require oblige, warn threaten warning threat, fear worry concern alarm afraid, cause reason because due, source origin,
medicine drug treatment medication, ill sick disease illness infection outbreak, doctor physician medic, company firm business corporation, newspaper paper daily outlet magazine, vote ballot election poll, law bill act legislation rule, build construct construction, destroy demolish ruin damage wreck,
flee escape, free release liberate refloat, ship vessel boat freighter, plane aircraft jet airliner, car vehicle automobile, soldier troop force, money fund cash, profession job occupation trade, child kid son daughter, wife husband spouse married,
pollution pollute contamination contaminate, spill leak, environmentalist environmental ecologist, accident crash collision disaster, cut reduce lower slash, raise increase lift hike, grow rise growth climb, fall drop decline slump plunge, happen occur, use employ, help aid assist support, show reveal disclose expose, hide conceal,
leak disclose reveal, model pattern replicate template, broker mediate mediator, drafted draft write author, sign signature seal, host venue hold, arrive reach land, leave depart walk, shut close closure, sleep asleep slept, speak speech talk, pupil student, school college, murder kill homicide manslaughter, guilty convict conviction, innocent acquit clear, charge accuse indict allege,
gun weapon arms, bomb explosive explosion blast, protest demonstrate demonstration rally protester protestor demonstrator march marcher crowd, strike walkout stoppage striker, union labour, boss manager head chief executive, spokesman spokeswoman spokesperson, resident inhabitant citizen, town city municipality, storm hurricane gale, fire blaze, flood inundation, border frontier, truce ceasefire armistice, refugee migrant, debt loan borrow, profit gain earnings, loss deficit, share stock, shop store retailer,
result outcome consequence aftermath, find discover finding detect, want seek intend plan, expect forecast predict, role part function, oppose object against opponent, back support favour endorse, allow permit let, ban forbid prohibit outlaw, dispute row quarrel conflict, solve settle resolve, change alter modify revise, limit cap restrict constrain,
send divert dispatch redirect forward direct, homeless displace home evacuate, station stop, expensive costly dear dearer, cheap inexpensive, injure hurt wound break fracture, stick strand aground ground, head bound destination way, cargo load freight carry,
watch attend attendance spectator audience, defend lawyer attorney defence counsel, approve agree consent authorise authorize permission, staff employee worker employ workforce personnel, produce make manufacture, let allow admit permit, raise rise increase pay,
savings save, sentence jail year, victim dead casualty, toll death, earthquake quake tremor magnitude, strong magnitude, aftershock tremor, epidemic outbreak, vaccine vaccination jab inoculate dose, deliver arrive supply, infect catch contract ill, patient case,
test examine inspect check, recover heal discharge, quarantine isolate, symptom sign, spread transmit, hospital clinic ward, surgeon operate operation, ambulance paramedic,
transfer move sign fee, coach manager train trainer, striker forward, goal score, match game play, league table standing, stadium ground arena, fan supporter, champion winner title, defeat loss lose, draw tie, injury injured hurt, captain skipper, referee umpire,
turnout participate, majority seat, coalition alliance, candidate contender nominee run stand, campaign canvass, recount count, swear inaugurate office, constituency district, premier leader prime, parliament assembly congress, lawmaker legislator deputy senator, poll survey, mayor council,
offer bid propose proposal, shareholder investor owner, merge merger combine, close shut shutter, plant factory site, headquarters office base, turnover sale revenue, board director, premium price, redundancy layoff job cut, subsidiary unit division, bankrupt insolvent bankruptcy insolvency,
trial court case hear hearing, judge court magistrate rule, jury juror, plead plea, bribe bribery corruption corrupt, testify testimony witness tell, evidence proof, verdict convict judgment, appeal challenge contest, prosecutor prosecution prosecute, suspect accused defendant, custody arrest detention,
route line run way, delay postpone late, budget spend funding, tax levy duty, subsidy grant fund, contractor builder build, repair fix mend restore, inspect examine check audit, traffic car road, passenger rider traveller traveler commuter, ticket fare, railway rail train, bridge span, tunnel underpass,
freighter ship vessel cargo, tow pull tug, salvage rescue refloat, coast shore beach, sail depart, anchor moor, crew sailor seaman, capsize overturn sink, wreck sink, fishing fisherman fishery,
negotiate bargain talk, mediator broker mediate, demand want ask, pay wage salary raise, compromise deal, dock port harbour harbor, docker dockworker, picket strike, blockade block, resume restart reopen, collapse fail break, end over finish,
rescue save pull free, search hunt seek, trap bury stuck, survive survivor alive, evacuate leave, shelter tent camp, donate donation give aid, damage loss destroy, rebuild reconstruct, warn alarm siren alert, cause source start origin blame trigger,
quit leave resign step, successor new replace, spokesman speaker, deputy vice, ally partner, rival opponent, enemy foe, hostage captive kidnap abduct, ransom payment, smuggle traffic, thief steal theft rob robbery burglar, fraud cheat swindle deceive, weapon arm,
airport airfield, crash wreck, runway strip, passenger aboard board, hijack seize, seize capture take, troop soldier army, withdraw pull leave retreat, invade invasion, bombard shell bomb, sanction embargo penalty, spy espionage agent,
drought dry, wildfire fire, rain rainfall, heat hot temperature, cold freeze, wind gale, snow blizzard, dam reservoir, river stream, power electricity, blackout outage, gas fuel, coal mine, miner mine, reactor nuclear,
teach teacher, university college, degree diploma, research study, scientist researcher, discover find, invent invention inventor, patent licence license, publish publication release, film movie, song tune, painting picture, museum gallery, exhibition show, prize award, wed marry wedding, divorce separate split, born birth, funeral bury,
visit trip travel, hotel inn, restaurant cafe, customer client, brand label, advertise advertisement ad, website site online, phone telephone mobile, hack breach cyberattack, password data, software program, robot machine, satellite orbit, launch start lift,
relative family kin parent, client customer user, compensation compensate damages payout redress, borrow loan lend credit, factory plant works mill, disappear vanish gone missing lose, recover heal restore recovery, hide shelter, check inspect inspection examine audit,
safe safety secure, press push shove, sing singer, dance dancer, musician band concert, area region zone, neighbour nearby near adjacent,
responsible blame fault liable, guard steward security, crowd people fan audience, expert specialist analyst, estimate reckon calculate, promise pledge vow commit, apologise apology sorry, thank praise, criticise criticism condemn attack blast, confess admit, swap exchange trade,
noise sound loud, smell odour, taste flavour, poison toxic poisonous, chemical solvent substance, waste rubbish garbage refuse, sewage sewer wastewater, drinking drink water, well source,
youth young teenager, elderly old pensioner retired, pension retirement retire, couple pair, twin double, orphan child, nurse nursing, pharmacist pharmacy, dentist dental, prisoner inmate detainee, policeman police officer, fireman firefighter, mechanic engineer technician,
farmer farm agriculture, crop harvest, livestock cattle animal, forest wood tree, mountain peak summit, valley gorge, island isle, lake reservoir, sea ocean, beach shore, road street highway motorway, corner junction, square plaza, building house, roof ceiling, wall barrier,
entrance gate door, exit leave, floor storey, lift elevator, stairs steps, flat apartment, rent lease tenant, landlord owner, mortgage loan, bank lender, deposit saving saver, interest rate, currency money, stake share holding, bond debt, budget finance, bill invoice, receipt,
size large big, age old, height tall high, weight weigh heavy, distance far`

var paraphrases = func() map[string][]string {
	table := map[string][]string{}
	for group := range strings.SplitSeq(paraphraseGroups, ",") {
		words := strings.Fields(group)
		for _, w := range words {
			for _, other := range words {
				if other != w && !slices.Contains(table[w], other) {
					table[w] = append(table[w], other)
				}
			}
		}
	}
	return table
}()

// Paraphrases returns words, in their dictionary form, that reports use for a word
// in its dictionary form. The slice is not to be changed.
func Paraphrases(word string) []string { return paraphrases[word] }
