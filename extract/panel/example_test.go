package panel_test

import (
	"context"
	"fmt"
	"log"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
	"zhibiao/extract/panel"
	"zhibiao/schema"
)

// Two reports of one place, side by side: the aim of the first beside what the
// second says was achieved.
func Example() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var reports []extract.Rows
	for name, text := range map[string]string{
		"计划.txt": "桐岭县2023年国民经济和社会发展计划执行情况与2024年计划草案的报告\n\n二、2024年主要目标\n地区生产总值增长6%左右。\n",
		"公报.txt": "桐岭县2024年国民经济和社会发展统计公报\n\n全年地区生产总值86.4亿元，比上年增长5.7%。\n",
	} {
		for doc, err := range ingest.Documents(context.Background(), name, []byte(text), ingest.Options{}) {
			if err != nil {
				log.Fatal(err)
			}
			doc.Region = schema.Region{Code: "990101", Name: "桐岭县", Level: "county", Province: "990000"} // a made-up place
			x.Describe(doc)
			reports = append(reports, extract.MakeRows(doc, x.Extract(doc)))
		}
	}
	for _, r := range panel.Rows(panel.Candidates(reports)) {
		if r.Code == "gdp" && r.Year == 2024 {
			fmt.Println(*r.RegionName, r.Year, r.Name, *r.Value, *r.Unit, "growth", *r.Growth, "aim", *r.Aim.GrowthBound, *r.Aim.Growth)
		}
	}
	// Output: 桐岭县 2024 地区生产总值 86.4 亿元 growth 5.7 aim approx 6
}
