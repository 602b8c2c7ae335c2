package batch

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// A Selection narrows inputs. The zero value takes all.
type Selection struct {
	include, exclude []*regexp.Regexp
	shard, shards    int // 1-based; 0: all
	limit            int // 0: no limit
}

// NewSelection makes a selection of patterns (what include names, or all if it
// is empty, but what exclude names), of a shard "i/n" (or ""), and of the first
// limit inputs (0 is no limit).
//
// A pattern is about Source: * and ? do not match a slash, ** matches anything.
// One without a slash is about the last element of the path. The error is of a
// pattern or a shard that is none.
func NewSelection(include, exclude []string, shard string, limit int) (*Selection, error) {
	s := &Selection{limit: limit}
	var errs []error
	var err error
	if s.include, err = globs("--include", include); err != nil {
		errs = append(errs, err)
	}
	if s.exclude, err = globs("--exclude", exclude); err != nil {
		errs = append(errs, err)
	}
	if limit < 0 {
		errs = append(errs, fmt.Errorf("--limit %d: want 0 or more", limit))
	}
	if shard != "" {
		i, n, _ := strings.Cut(shard, "/")
		var err1, err2 error
		s.shard, err1 = strconv.Atoi(i)
		s.shards, err2 = strconv.Atoi(n)
		if err1 != nil || err2 != nil || s.shard < 1 || s.shard > s.shards {
			errs = append(errs, fmt.Errorf("--shard %s: want i/n with i from 1 to n, as in 1/8", shard))
		}
	}
	return s, errors.Join(errs...)
}

func globs(flag string, patterns []string) ([]*regexp.Regexp, error) {
	var out []*regexp.Regexp
	for _, p := range patterns {
		re, err := globRegexp(p)
		if err != nil {
			return nil, fmt.Errorf("%s %q: bad pattern; want one such as '*.txt' or '2024/**/*.docx'", flag, p)
		}
		out = append(out, re)
	}
	return out, nil
}

// Of are the inputs that are selected, in their order.
func (s *Selection) Of(inputs []Input) []Input {
	var out []Input
	for _, in := range inputs {
		if s.limit > 0 && len(out) == s.limit {
			break
		}
		if s.takes(in.Source) {
			out = append(out, in)
		}
	}
	return out
}

func (s *Selection) takes(source string) bool {
	if s.shards > 1 && ShardOf(source, s.shards) != s.shard {
		return false
	}
	return (len(s.include) == 0 || matchesAny(s.include, source)) && !matchesAny(s.exclude, source)
}

// ShardOf is the shard, from 1 to n, that a source belongs to: the 32-bit
// FNV-1a hash of its bytes, modulo n, plus 1. It depends on nothing else.
func ShardOf(source string, n int) int {
	h := fnv.New32a()
	io.WriteString(h, source)
	return int(h.Sum32()%uint32(n)) + 1
}

func matchesAny(patterns []*regexp.Regexp, source string) bool {
	for _, re := range patterns {
		if re.MatchString(source) {
			return true
		}
	}
	return false
}

// globRegexp makes a pattern of shells an expression over whole paths.
func globRegexp(glob string) (*regexp.Regexp, error) {
	if _, err := path.Match(glob, ""); err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString("^")
	if !strings.Contains(glob, "/") {
		b.WriteString("(?:.*/)?")
	}
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case strings.HasPrefix(glob[i:], "**/"):
			b.WriteString("(?:.*/)?")
			i += 2
		case strings.HasPrefix(glob[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '[':
			end := i + 2 + strings.IndexByte(glob[i+2:], ']')
			b.WriteString(glob[i : end+1])
			i = end
		case c == '\\' && i+1 < len(glob):
			i++
			b.WriteString(regexp.QuoteMeta(glob[i : i+1]))
		case c >= 0x80:
			b.WriteByte(c)
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	b.WriteString("$")
	return regexp.Compile(b.String())
}

// ReadList reads a list of paths: one a line, or ended by NUL bytes where there
// is any, as find -print0 writes them. Blank lines are passed over. The error is
// that of r.
func ReadList(r io.Reader) ([]string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	end := "\n"
	if bytes.IndexByte(data, 0) >= 0 {
		end = "\x00"
	}
	var out []string
	for line := range strings.SplitSeq(strings.TrimPrefix(string(data), "\uFEFF"), end) {
		if end == "\n" {
			line = strings.TrimSpace(line)
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out, nil
}
