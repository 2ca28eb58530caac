package bot

// Finding is one thing that was looked at when it is checked whether all is well:
// what it was, whether it is well and, where it is not, what to do.
type Finding struct {
	OK   bool
	What string
	Do   string // empty where it is well
}
