package eval

import (
	"encoding/json"
	"errors"
	"io"

	"zhibiao/schema"
)

// A Prediction is one extracted observation, with what scoring looks at.
type Prediction struct {
	CharStart *int     `json:"char_start"` // code points into the text, half-open; nil: by line, surface and nth
	CharEnd   *int     `json:"char_end"`
	Line      int      `json:"line"`
	Surface   string   `json:"surface"`
	Nth       int      `json:"nth"`
	Value     *float64 `json:"value"`
	ValueMax  *float64 `json:"value_max"`
	Unit      string   `json:"unit"`
	Kind      string   `json:"kind"`
	Bound     string   `json:"bound"`
	Status    string   `json:"status"`
	Period    string   `json:"period"`
	Indicator string   `json:"indicator"`
	Rule      string   `json:"rule"`
	DocID     string   `json:"doc_id"`
	span      [2]int
	name      preparedName
}

// FromRows takes predictions from the observation rows of text.
func FromRows(text string, rows []schema.ObservationRow) []Prediction {
	lines := textLines(text)
	out := make([]Prediction, len(rows))
	for i := range rows {
		o := &rows[i]
		out[i] = Prediction{
			Line: lines.at(int(o.CharStart)), Surface: o.Surface, Value: &o.Value, ValueMax: o.ValueMax, Unit: o.Unit, Kind: o.Kind, Bound: o.Bound,
			Status: o.Status, Period: o.Period, Indicator: o.Indicator, Rule: o.Rule, DocID: o.DocID,
			span: [2]int{int(o.CharStart), int(o.CharEnd)}, name: prepareName(o.Indicator),
		}
	}
	return out
}

// ReadPredictions reads predictions for text from JSON Lines, such as
// observations.jsonl of one document. Fields that scoring does not know are
// passed over. The error joins a *schema.Fault for every bad line.
func ReadPredictions(name string, r io.Reader, text string) ([]Prediction, error) {
	lines := textLines(text)
	chars := len([]rune(text))
	var out []Prediction
	doc := ""
	err := eachLine(name, r, func(raw []byte) error {
		var p Prediction
		if err := json.Unmarshal(raw, &p); err != nil {
			return plainJSON(err)
		}
		if doc == "" {
			doc = p.DocID
		}
		switch {
		case p.DocID != doc:
			return errors.New("another doc_id than in the lines above: give the predictions of one document")
		case p.CharStart != nil && p.CharEnd != nil:
			p.span = [2]int{*p.CharStart, *p.CharEnd}
			if p.span[0] < 0 || p.span[1] < p.span[0] || p.span[1] > chars {
				return errors.New("char_start and char_end do not lie in the text")
			}
			p.Line = lines.at(p.span[0])
		default:
			var err error
			if p.span, err = lines.find(p.Line, p.Surface, p.Nth); err != nil {
				return err
			}
		}
		p.name = prepareName(p.Indicator)
		out = append(out, p)
		return nil
	})
	return out, err
}
