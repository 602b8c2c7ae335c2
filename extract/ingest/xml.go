package ingest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// An xmlNode is an element with its attributes by local name, its elements and
// its text.
type xmlNode struct {
	name  string
	attrs xmlAttrs
	nodes []*xmlNode
	text  string
}

// xmlAttrs are names and values.
type xmlAttrs [][2]string

// get is the value of an attribute, "" if there is none.
func (a xmlAttrs) get(name string) string {
	for _, v := range a {
		if v[0] == name {
			return v[1]
		}
	}
	return ""
}

// The deepest that elements may nest, and the most there may be: ten times
// what a long report has.
const (
	maxNesting  = 500
	maxElements = 2_000_000
)

var errTooManyElements = fmt.Errorf("more than %d elements", maxElements)

// parseXML reads a whole document as a tree, with limits on its depth and
// size. It knows no entities but those of XML itself.
func parseXML(ctx context.Context, data []byte) (*xmlNode, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root := &xmlNode{}
	stack, texts := []*xmlNode{root}, [][]byte{nil}
	elements := 0
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tok, err := dec.RawToken()
		if err == io.EOF {
			if len(stack) > 1 {
				return root, errors.New("it ends in the middle")
			}
			return root, nil
		}
		if err != nil {
			return root, err
		}
		k := len(stack) - 1
		switch t := tok.(type) {
		case xml.StartElement:
			e := &xmlNode{name: t.Name.Local}
			for _, a := range t.Attr {
				e.attrs = append(e.attrs, [2]string{a.Name.Local, a.Value})
			}
			stack[k].nodes = append(stack[k].nodes, e)
			stack, texts = append(stack, e), append(texts, nil)
			if len(stack) > maxNesting {
				return nil, errors.New("elements nest too deep")
			}
			if elements += 1 + len(t.Attr)/4; elements > maxElements {
				return nil, errTooManyElements
			}
		case xml.EndElement:
			if k > 0 {
				stack[k].text = string(texts[k])
				stack, texts = stack[:k], texts[:k]
			}
		case xml.CharData:
			if k > 0 {
				texts[k] = append(texts[k], t...)
			}
		}
	}
}

// child is the first element of the given name, nil if there is none.
func (n *xmlNode) child(name string) *xmlNode {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		if c.name == name {
			return c
		}
	}
	return nil
}

// at follows names downward; nil where one is missing.
func (n *xmlNode) at(names ...string) *xmlNode {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// val is the w:val attribute, "" on nil.
func (n *xmlNode) val() string {
	if n == nil {
		return ""
	}
	return n.attrs.get("val")
}

// on reports whether a switch such as w:b is there and not off.
func (n *xmlNode) on() bool {
	return n != nil && n.val() != "0" && n.val() != "false" && n.val() != "none" && n.val() != "off"
}
