package ingest

import (
	"encoding/binary"
	"sort"
)

// A docPlace says where a paragraph stands.
type docPlace uint8

const (
	inBody  docPlace = iota
	inTable          // in a cell
	rowEnd           // the mark that ends a row
)

// places returns a function that tells where the paragraph that an offset of
// the WordDocument stream lies in stands. The properties of paragraphs, kept
// in pages of 512 bytes, say so.
func (w docFile) places() func(at int) docPlace {
	var runs []docRun
	plc := w.slice(0x0102)
	n := (len(plc) - 4) / 8
	for i := 0; i < n; i++ {
		page := int(binary.LittleEndian.Uint32(plc[4*(n+1)+4*i:])) & 0x3FFFFF
		if from := page * 512; from+512 <= len(w.word) {
			runs = append(runs, pageRuns(w.word[from:from+512])...)
		}
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	return func(at int) docPlace {
		i := sort.Search(len(runs), func(i int) bool { return runs[i].from > at }) - 1
		if i < 0 || at >= runs[i].to {
			return inBody
		}
		return runs[i].place
	}
}

// A docRun is a paragraph that is not in the body, between two offsets.
type docRun struct {
	from, to int
	place    docPlace
}

// pageRuns lists the paragraphs of one page of properties that are in tables.
func pageRuns(page []byte) []docRun {
	var out []docRun
	n := int(page[511])
	if 4*(n+1)+13*n > 511 {
		return nil
	}
	for i := range n {
		at := 2 * int(page[4*(n+1)+13*i])
		if at == 0 || at >= 511 {
			continue
		}
		size := 2*int(page[at]) - 1
		at++
		if size < 0 {
			size = 2 * int(page[at])
			at++
		}
		if size < 2 || at+size > 511 {
			continue
		}
		if place := placeOf(page[at+2 : at+size]); place != inBody { // behind the style's index
			out = append(out, docRun{int(binary.LittleEndian.Uint32(page[4*i:])), int(binary.LittleEndian.Uint32(page[4*i+4:])), place})
		}
	}
	return out
}

// placeOf looks for sprmPFInTable and sprmPFTtp in a list of properties.
func placeOf(props []byte) docPlace {
	place := inBody
	for len(props) >= 3 {
		code := binary.LittleEndian.Uint16(props)
		size := 0
		switch code >> 13 {
		case 0, 1:
			size = 1
		case 2, 4, 5:
			size = 2
		case 3:
			size = 4
		case 7:
			size = 3
		case 6:
			size = 1 + int(props[2])
			if code == 0xD608 && len(props) >= 4 { // a table definition has a longer count
				size = 1 + int(binary.LittleEndian.Uint16(props[2:]))
			}
		}
		switch {
		case code == 0x2417 && props[2] != 0:
			return rowEnd
		case code == 0x2416 && props[2] != 0:
			place = inTable
		}
		if len(props) < 2+size {
			break
		}
		props = props[2+size:]
	}
	return place
}
