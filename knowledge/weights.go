package knowledge

// rankWeights weigh the features of a candidate.
var rankWeights = Features{fCover: 4, fSoft: 2, fHeading: 1, fPrevious: 1, fNext: .3, fPassage: .5, fBM25: 3, fHit: 1.5, fClose: .5, fOrder: 1, fKind: 1, fKindNear: .5, fKindMiss: -.5,
	fRarest: .5, fNames: .3, fFocus: .2, fShort: -.5, fSaid: 2, fRole: 2}

// answerWeights weigh the features of the best candidate for whether it answers.
var answerWeights = Features{fCover: 3, fMissing: -4, fMissNames: -3, fMissNumbers: -1, fKindMiss: -2, fNegation: -.5, fOpposite: -1, fUnknown: -3}

const (
	answerBias  = 0.5
	answerLeast = .35 // the probability from which on a candidate answers
)
