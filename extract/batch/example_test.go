package batch_test

import (
	"context"
	"fmt"
	"iter"
	"log"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/extract"
	"zhibiao/extract/batch"
	"zhibiao/extract/ingest"
	"zhibiao/schema"
)

// Reports in a directory, a dataset in another one, and its rows read back.
func ExampleRun() {
	dir, err := os.MkdirTemp("", "zhibiao")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	report := "桐岭县2024年国民经济和社会发展统计公报\n\n全年地区生产总值86.4亿元，比上年增长5.7%。\n"
	if err := os.WriteFile(filepath.Join(dir, "桐岭.txt"), []byte(report), 0o666); err != nil {
		log.Fatal(err)
	}

	x, err := extract.New(extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	work := &batch.Work{
		Extractor: x,
		Read: func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
			return ingest.Documents(ctx, name, data, ingest.Options{})
		},
	}
	inputs := batch.Inputs([]string{dir}, ingest.Named)
	out := filepath.Join(dir, "out")
	if _, err := batch.Run(context.Background(), inputs, work, batch.Target{Format: batch.Parquet, Dir: out, Version: "1"}); err != nil {
		log.Fatal(err)
	}

	d, err := batch.ReadDataset(out)
	if err != nil {
		log.Fatal(err)
	}
	for _, report := range d.Reports {
		for _, r := range report.Indicators {
			fmt.Println(report.Document.Source, r.Indicator, r.Period, *r.Value, *r.Unit, *r.Growth)
		}
	}
	// Output: 桐岭.txt 地区生产总值 2024 86.4 亿元 5.7
}

// The rows of a few inputs in memory; here of the standard input.
func ExampleWork_Rows() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	work := &batch.Work{
		Extractor: x,
		Stdin:     strings.NewReader("2024年，全县粮食产量12.5万吨。"),
		Read: func(ctx context.Context, name string, data []byte) iter.Seq2[*schema.Document, error] {
			return ingest.Documents(ctx, name, data, ingest.Options{})
		},
	}
	reports, err := work.Rows(context.Background(), []batch.Input{{Path: "-", Source: "-"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, o := range reports[0].Observations {
		fmt.Println(o.Indicator, o.Period, o.ValueText, o.Unit, *o.NormValue, *o.NormUnit)
	}
	// Output: 粮食产量 2024 12.5 万吨 125000 t
}
