package ingest

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// minQuality is the quality below which a document counts as read in part.
const minQuality = 0.8

// mojibake are what common text turns into when it was decoded wrongly once.
var mojibake = []string{"锟斤拷", "锟斤", "烫烫烫", "屯屯屯", "锛", "銆", "鈥", "鐨勫", "ï¼", "ã€", "â€", "Â·"}

// Quality is the share of the visible characters of text that are clean: common
// ideographs, printable ASCII, and the punctuation and signs of reports. What
// comes of wrong encodings and garbled fonts is not: U+FFFD, private use,
// control characters, rare ideographs, accented Latin letters. It is 0 for
// text without visible characters.
func Quality(text string) float64 {
	total, clean := 0, 0
	for _, r := range text {
		if unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF {
			continue
		}
		total++
		if isClean(r) {
			clean++
		}
	}
	if total == 0 {
		return 0
	}
	for _, m := range mojibake {
		clean -= strings.Count(text, m) * len([]rune(m))
	}
	return max(0, float64(clean)/float64(total))
}

func isClean(r rune) bool {
	switch {
	case r < 0x20 || r == 0x7F:
		return false
	case r < 0x7F:
		return true
	case 0x4E00 <= r && r <= 0x9FFF:
		return common()[r-0x4E00]
	case r < 0x250: // signs, but no accented letters
		return strings.ContainsRune("·×÷±°²³¹µ§«»®©¥£¼½¾", r)
	case r < 0x2000:
		return 0x391 <= r && r <= 0x3C9 // Greek: μg, α
	case r < 0x2E80:
		return r < 0x2028 || 0x2030 <= r && r <= 0x2060 || 0x2070 <= r && r <= 0x23FF || 0x2460 <= r && r <= 0x27BF
	case r < 0x3400:
		return true // radicals, CJK punctuation, units
	}
	return 0xFF00 <= r && r <= 0xFFEF
}

// common tells which ideographs, from U+4E00 up, texts are written in: those of
// GB 2312 and the frequent ones of Big5.
var common = sync.OnceValue(func() *[0x9FFF - 0x4E00 + 1]bool {
	var set [0x9FFF - 0x4E00 + 1]bool
	gb, big5 := simplifiedchinese.GBK.NewEncoder(), traditionalchinese.Big5.NewEncoder()
	for i := range set {
		s := string(rune(0x4E00 + i))
		if b, err := gb.String(s); err == nil && len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1 {
			set[i] = true
		} else if b, err := big5.String(s); err == nil && len(b) == 2 && b[0] <= 0xC6 {
			set[i] = true
		}
	}
	return &set
})

// everyday tells which ideographs are of the first level of GB 2312.
var everyday = sync.OnceValue(func() *[0x9FFF - 0x4E00 + 1]bool {
	var set [0x9FFF - 0x4E00 + 1]bool
	gb := simplifiedchinese.GBK.NewEncoder()
	for i := range set {
		b, err := gb.String(string(rune(0x4E00 + i)))
		set[i] = err == nil && len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xD7 && b[1] >= 0xA1
	}
	return &set
})

// commonShare is the share of everyday ideographs and ASCII among the
// characters beyond it: near 1 for a Chinese text decoded right, below a half
// for one decoded wrongly. Text without ideographs counts by Quality.
func commonShare(text string) float64 {
	han, every, other := 0, 0, 0
	for _, r := range text {
		switch {
		case 0x4E00 <= r && r <= 0x9FFF:
			han++
			if everyday()[r-0x4E00] {
				every++
			}
		case r >= 0x80 && !isClean(r), r < 0x20 && r != '\n' && r != '\r' && r != '\t' && r != '\f':
			other++
		}
	}
	if han == 0 {
		return Quality(text)
	}
	return float64(every) / float64(han+other)
}
