package schema

import "encoding/json"

// A Column explains one column of a table to people.
type Column struct {
	Name      string `json:"name"`
	Type      string `json:"type"`       // string int32 int64 double date list<string> list<int32>
	Nullable  bool   `json:"nullable"`   // may be NULL
	Label     string `json:"label"`      // in Chinese
	Unit      string `json:"unit"`       // of its numbers, or the column that names it; "" if they have none
	Meaning   string `json:"meaning"`    // in English
	MeaningZH string `json:"meaning_zh"` // in Chinese
}

// A TableInfo explains one table of the dataset.
type TableInfo struct {
	Name      string   `json:"name"`
	Label     string   `json:"label"`      // in Chinese
	Meaning   string   `json:"meaning"`    // in English
	MeaningZH string   `json:"meaning_zh"` // in Chinese
	Columns   []Column `json:"columns"`    // in the order of the row struct
}

// Dictionary explains every column of every table, in the order they are
// written.
func Dictionary() []TableInfo {
	return []TableInfo{
		{"documents", "文档", "one row per input file, read or not", "每个输入文件一行，无论是否读成", documentsColumns},
		{"observations", "观测", "one row per numeric statement", "每个数字表述一行", observationsColumns},
		{"indicators", "指标", "one row per indicator, period and status: quantity, unit, growth and target together", "每个指标、时期、性质一行：数值、单位、增速、目标合在一起", indicatorsColumns},
		{"residue", "未计数字", "one row per number of the text that no observation claims, with the reason", "未计为观测的每个数字一行，并注明原因", residueColumns},
	}
}

// DictionaryJSON is the dictionary of one table as it stands in the key-value
// metadata of its files: column → label, meaning, meaning_zh, unit, type.
func DictionaryJSON(table string) string {
	type entry struct {
		Label     string `json:"label"`
		Meaning   string `json:"meaning"`
		MeaningZH string `json:"meaning_zh"`
		Unit      string `json:"unit"`
		Type      string `json:"type"`
	}
	entries := map[string]entry{}
	for _, t := range Dictionary() {
		if t.Name != table {
			continue
		}
		for _, c := range t.Columns {
			entries[c.Name] = entry{c.Label, c.Meaning, c.MeaningZH, c.Unit, c.Type}
		}
	}
	b, err := json.Marshal(entries) // keys come out sorted
	if err != nil {
		panic(err) // strings only: cannot happen
	}
	return string(b)
}
