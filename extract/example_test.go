package extract_test

import (
	"context"
	"fmt"
	"log"

	"zhibiao/extract"
	"zhibiao/extract/ingest"
)

// A report in, observations and rows out.
func Example() {
	x, err := extract.New(extract.Options{}) // once: it may serve many goroutines
	if err != nil {
		log.Fatal(err)
	}
	const report = `青禾县2024年国民经济和社会发展计划执行情况与2025年计划草案的报告

一、2024年计划执行情况
全县地区生产总值达到86.4亿元、增长5.7%，城镇新增就业3200人以上。
二、2025年主要目标
地区生产总值增长6%左右。`
	for doc, err := range ingest.Documents(context.Background(), "青河.txt", []byte(report), ingest.Options{}) {
		if err != nil {
			log.Fatal(err)
		}
		x.Describe(doc) // title, kind, region, years
		result := x.Extract(doc)
		fmt.Println(doc.Kind, doc.ReviewYear, doc.PlanYear)
		for _, o := range result.Observations {
			fmt.Println(o.Period.Text, o.Status, o.Indicator, o.Kind, o.Bound, o.Quantity.Value, o.Quantity.Unit)
		}
		rows := extract.MakeRows(doc, result)
		fmt.Println(len(rows.Observations), "observations in", len(rows.Indicators), "indicator rows")
	}
	// Output:
	// plan_report 2024 2025
	// 2024 actual 地区生产总值 level eq 86.4 亿元
	// 2024 actual 地区生产总值 growth eq 5.7 %
	// 2024 actual 城镇新增就业 level ge 3200 人
	// 2025 target 地区生产总值 growth approx 6 %
	// 4 observations in 3 indicator rows
}

// A sentence alone is read as part of a report on 2024.
func ExampleExtractor_ExtractText() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	const text = "实际使用外资完成3260万美元、增长18.6%。"
	for _, o := range x.ExtractText(text).Observations {
		fmt.Println(o.Span.In(text), o.Indicator, o.Kind, o.Quantity.Norm, o.Quantity.NormUnit)
	}
	// Output:
	// 3260万美元 实际使用外资 level 32600000 USD
	// 18.6% 实际使用外资 growth 18.6 %
}
