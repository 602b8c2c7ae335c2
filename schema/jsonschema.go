package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// jsonSchemaDialect is the version of JSON Schema that JSONSchema writes.
const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema"

// JSONSchema is a JSON Schema (2020-12) of the rows of tables as they stand in
// JSON Lines: of one table its schema, of several a document with a definition
// of each, which any of them satisfies. Every column is required, NULL being
// null; columns that a later version adds are let through. Titles are in
// Chinese, descriptions in English and Chinese. The error is nil for tables of
// Dictionary.
func JSONSchema(tables []TableInfo) ([]byte, error) {
	root := object{{"$schema", jsonSchemaDialect}}
	if len(tables) == 1 {
		root = append(root, field{"$id", schemaID(tables[0].Name)})
		root = append(root, rowSchema(tables[0])...)
	} else {
		var any []object
		var defs object
		for _, t := range tables {
			any = append(any, object{{"$ref", "#/$defs/" + t.Name}})
			defs = append(defs, field{t.Name, rowSchema(t)})
		}
		root = append(root, field{"$id", schemaID("rows")}, field{"title", "指标数据集的行"}, field{"description", "A row of any table of the dataset. 数据集任一表的一行。"},
			field{"anyOf", any}, field{"$defs", defs})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(root)
	return b.Bytes(), err
}

func schemaID(name string) string { return "urn:zhibiao:schema:" + DatasetVersion + ":" + name }

// rowSchema is the schema of one row of a table.
func rowSchema(t TableInfo) object {
	var names []string
	var properties object
	for _, c := range t.Columns {
		names = append(names, c.Name)
		properties = append(properties, field{c.Name, columnSchema(t.Name, c)})
	}
	return object{{"title", t.Label}, {"description", bilingual(t.Meaning, t.MeaningZH)}, {"type", "object"}, {"required", names}, {"properties", properties}}
}

// columnSchema is the schema of one value of a column.
func columnSchema(table string, c Column) object {
	description := bilingual(c.Meaning, c.MeaningZH)
	if c.Unit != "" {
		description = fmt.Sprintf("%s Unit 单位: %s.", description, c.Unit)
	}
	out := object{{"title", c.Label}, {"description", description}}
	kind, more := typeSchema(c.Type)
	if c.Nullable {
		out = append(out, field{"type", []string{kind, "null"}})
	} else {
		out = append(out, field{"type", kind})
	}
	if all := Values(table, c.Name); all != nil {
		var enum []any
		for _, v := range all {
			enum = append(enum, v)
		}
		if c.Nullable {
			enum = append(enum, nil)
		}
		more = append(more, field{"enum", enum})
	}
	if p := columnPatterns[c.Name]; p != "" {
		more = append(more, field{"pattern", p})
	}
	return append(out, more...)
}

// columnPatterns are how the texts of some columns look.
var columnPatterns = map[string]string{
	"doc_id":              `^([0-9a-f]{16})?$`,
	"region_code":         `^[0-9]{6}$`,
	"province_code":       `^[0-9]{6}$`,
	"subject_region_code": `^[0-9]{6}$`,
	"value_text":          `^-?[0-9]+(\.[0-9]+)?$`,
}

// typeSchema is what JSON Schema calls the type of a column, and what else it
// says of it.
func typeSchema(columnType string) (kind string, more object) {
	if item, ok := strings.CutPrefix(columnType, "list<"); ok {
		kind, more := typeSchema(strings.TrimSuffix(item, ">"))
		return "array", object{{"items", append(object{{"type", kind}}, more...)}}
	}
	switch columnType {
	case "int32":
		return "integer", object{{"minimum", -1 << 31}, {"maximum", 1<<31 - 1}}
	case "int64":
		return "integer", nil
	case "double":
		return "number", nil
	case "date":
		return "string", object{{"format", "date"}}
	}
	return "string", nil
}

// bilingual joins a meaning in English and in Chinese into one text.
func bilingual(en, zh string) string {
	return strings.ToUpper(en[:1]) + en[1:] + ". " + strings.TrimSuffix(zh, "。") + "。"
}

// An object is a JSON object that keeps the order of its fields.
type object []field

type field struct {
	name  string
	value any
}

// MarshalJSON writes the fields in their order; the error is of a value that
// JSON cannot hold.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
