package ingest

import "strings"

// ofdRules adds the straight lines drawn below n to rules, where ofdGlyphs has
// the characters; none where there are more than a table has.
func ofdRules(n *xmlNode, rules []rule, depth int) []rule {
	if n == nil || depth > maxDepth {
		return rules
	}
	for _, c := range n.nodes {
		if len(rules) > maxObjects {
			return nil
		}
		if c.name != "PathObject" {
			rules = ofdRules(c, rules, depth+1)
			continue
		}
		box := numbers(c.attrs.get("Boundary"))
		if len(box) < 4 || c.attrs.get("CTM") != "" {
			continue
		}
		for _, sub := range subpaths(c.child("AbbreviatedData").content()) {
			for i := range sub {
				sub[i] = [2]float64{(box[0] + sub[i][0]) * millimetre, -(box[1] + sub[i][1]) * millimetre}
			}
			rules = append(rules, outline(sub, c.attrs.get("Stroke") != "false")...)
		}
	}
	return rules
}

// subpaths are the points of each part of a path of straight lines; nil if it
// has others.
func subpaths(path string) (out [][][2]float64) {
	f := strings.Fields(path)
	for i := 0; i < len(f); {
		switch op := f[i]; {
		case (op == "M" || op == "S" || op == "L") && i+2 < len(f) && i < 3*maxSegments:
			p := [2]float64{number(f[i+1], 0), number(f[i+2], 0)}
			if op != "L" || len(out) == 0 {
				out = append(out, nil)
			}
			out[len(out)-1] = append(out[len(out)-1], p)
			i += 3
		case op == "C" && len(out) > 0:
			last := out[len(out)-1]
			out[len(out)-1] = append(last, last[0])
			i++
		default:
			return nil
		}
	}
	return out
}
