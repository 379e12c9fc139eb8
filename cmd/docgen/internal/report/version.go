package report

import "runtime/debug"

// Version returns the version of docgen that the go command recorded in the program,
// or "(devel)" if it recorded none.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
