package knowledge

// priorWeights are the weights of features as one would set them by hand. What is
// learned is drawn towards them.
var priorWeights = Features{fCover: 4, fSoft: 2, fHeading: 1, fPrevious: 1, fNext: .3, fPassage: .5, fBM25: 3, fHit: 1.5, fClose: .5, fOrder: 1, fKind: 1, fKindNear: .5, fKindMiss: -.5,
	fRarest: .5, fNames: .3, fFocus: .2, fShort: -.5, fSaid: 2, fRole: 2, fDated: 1}

// PriorWeights are where learning begins.
func PriorWeights() Features { return priorWeights }

// priorSignals likewise say by hand what tells against an answer.
var priorSignals = Signals{fUnknown: -1.5, fMissNames: -1, fMissNumbers: -.5, fOpposite: -1, fNegation: -.5, sNoCount: -3, sNoTime: -2}

// PriorSignals are where learning to decline begins.
func PriorSignals() Signals { return priorSignals }
