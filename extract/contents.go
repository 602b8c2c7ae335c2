package extract

import (
	"slices"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// withoutContents makes furniture of a table of contents: what stands there heads
// nothing. It runs from 目录 to where its first line comes again.
func withoutContents(text string, blocks []schema.Block) []schema.Block {
	line := func(b schema.Block) string {
		return strings.TrimRight(foldLine(nlp.NewView(text, b.Lines).Text), ".…·0123456789")
	}
	for i, b := range blocks {
		if i+1 >= len(blocks) || i > frontBlocks {
			break
		}
		if b.Kind == schema.TableBlock || len(b.Lines) != 1 || b.Lines[0].End-b.Lines[0].Start > len("# 目　　　　录") || line(b) != "目录" {
			continue
		}
		first := line(blocks[i+1])
		end := i + 2 + slices.IndexFunc(blocks[i+2:], func(b schema.Block) bool { return len(b.Lines) == 1 && b.Kind != schema.TableBlock && line(b) == first })
		if first == "" || end < i+2 {
			break
		}
		blocks = slices.Clone(blocks)
		for k := i + 1; k < end; k++ {
			blocks[k].Kind, blocks[k].Table = schema.FurnitureBlock, nil
		}
		break
	}
	return blocks
}
