// Package seeds holds the built-in data of the extractor: units, indicators,
// regions, hedge words, the lexicon, the dictionary, the rules and the sample
// reports. A directory given with --seeds overlays it file by file. README.md
// beside this file says where each came from.
package seeds

import "embed"

// FS holds the seed files by their plain names: units.tsv, rules.yaml,
// reports/*.
//
//go:embed *.tsv words.txt rules.yaml
var FS embed.FS
