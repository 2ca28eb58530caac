package names

func (s *scan) addRoles(mentions []Mention) {}
