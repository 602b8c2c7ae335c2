//go:build unix

// Package spark tests the Spark job beside it on a real cluster.
package spark

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhibiao/extract"
	"zhibiao/extract/batch"
	"zhibiao/schema"
)

// TestSparkMakesWhatOneMachineMakes starts a standalone cluster of one master
// and two workers on loopback, kills a worker while the job runs, and compares
// the result row for row with that of zhibiao extract.
//
// It downloads pyspark into a temporary environment and takes minutes, so it
// runs only where ZHIBIAO_SPARK is set; ZHIBIAO_SPARK_PYTHON may name a python
// that has pyspark already.
func TestSparkMakesWhatOneMachineMakes(t *testing.T) {
	if os.Getenv("ZHIBIAO_SPARK") == "" {
		t.Skip("skipped: set ZHIBIAO_SPARK=1 to start a Spark cluster here (minutes, and a download of pyspark)")
	}
	python, home := pyspark(t)
	dir := t.TempDir()
	in, binary := filepath.Join(dir, "in"), filepath.Join(dir, "bin", "zhibiao")
	corpus(t, in)
	run(t, exec.Command("go", "build", "-trimpath", "-o", binary, "zhibiao/cmd/zhibiao"))
	single := filepath.Join(dir, "single")
	if out, err := exec.Command(binary, "extract", "-q", "-o", single, in).CombinedOutput(); err == nil {
		t.Fatalf("one file cannot be read, which exit code 1 has to say: %s", out)
	}

	c := startCluster(t, home, python, dir)
	result := filepath.Join(dir, "result")
	job := exec.Command(python, "zhibiao_spark.py", "--binary", binary, "--output", result, "--partitions", "24", in)
	job.Env = append(os.Environ(), "SPARK_HOME="+home, "PYSPARK_PYTHON="+python,
		"PYSPARK_SUBMIT_ARGS=--master "+c.master+" --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1 --conf spark.log.level=WARN pyspark-shell")
	log, err := os.Create(filepath.Join(dir, "job.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	job.Stdout, job.Stderr = log, log
	if err := job.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- job.Wait() }()
	done := c.killOneDuring(t, filepath.Join(result, "_staging"), ended)
	t.Logf("a worker was killed when %d of 24 tasks were done", done)
	if err := <-ended; err != nil {
		text, _ := os.ReadFile(log.Name())
		t.Fatalf("the job failed: %v\n%s", err, tail(string(text), 4000))
	}
	text, _ := os.ReadFile(log.Name())
	if !strings.Contains(string(text), "Lost executor") {
		t.Errorf("Spark says nothing of a lost executor:\n%s", tail(string(text), 2000))
	}
	compare(t, single, result)
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// pyspark finds python with pyspark, or installs it in a temporary
// environment, and Spark's home in it.
func pyspark(t *testing.T) (python, home string) {
	t.Helper()
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("skipped: no java, which Spark needs")
	}
	python = os.Getenv("ZHIBIAO_SPARK_PYTHON")
	if python == "" {
		system, err := exec.LookPath("python3")
		if err != nil {
			t.Skip("skipped: no python3")
		}
		venv := t.TempDir()
		if out, err := exec.Command(system, "-m", "venv", venv).CombinedOutput(); err != nil {
			t.Skipf("skipped: no virtual environment: %v: %s", err, out)
		}
		python = filepath.Join(venv, "bin", "python")
		if out, err := exec.Command(python, "-m", "pip", "install", "-q", "pyspark").CombinedOutput(); err != nil {
			t.Skipf("skipped: pyspark cannot be had here: %v: %s", err, out)
		}
	}
	out, err := exec.Command(python, "-c", "import pyspark, os; print(os.path.dirname(pyspark.__file__))").Output()
	if err != nil {
		t.Skipf("skipped: %s has no pyspark: %v", python, err)
	}
	return python, strings.TrimSpace(string(out))
}

// corpus writes reports of very different size, one that cannot be read, one
// twice, and a collection.
func corpus(t *testing.T, dir string) {
	t.Helper()
	samples, err := filepath.Glob("../../testdata/samples/*.txt")
	if err != nil || len(samples) == 0 {
		t.Fatal("no samples", err)
	}
	write := func(name string, data []byte) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var all []byte
	for i, s := range samples {
		data, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		for year := range 8 {
			write(fmt.Sprintf("年/%d/%s", 2010+year, filepath.Base(s)), append([]byte(fmt.Sprintf("%d\n", year)), data...))
		}
		if all = append(all, data...); i == 0 {
			write("again.txt", data)
			write("twin.txt", data)
		}
	}
	write("大.txt", all)
	write("empty.txt", nil)
	write("docs.jsonl", []byte("{\"id\": \"甲\", \"text\": \"2024年，全县粮食产量12.5万吨。\"}\n{\"text\":\n"))
}

func run(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v: %s", c.Args, err, out)
	}
}

// A cluster is one master and two workers, each a group of processes.
type cluster struct {
	master  string
	workers []*exec.Cmd
}

func startCluster(t *testing.T, home, python, dir string) *cluster {
	t.Helper()
	port := freePort(t)
	c := &cluster{master: fmt.Sprintf("spark://127.0.0.1:%d", port)}
	start := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(home, "bin", "spark-class"), args...)
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		cmd.Env = append(os.Environ(), "SPARK_HOME="+home, "PYSPARK_PYTHON="+python, "SPARK_LOCAL_IP=127.0.0.1")
		log, err := os.Create(filepath.Join(dir, name+".log"))
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stdout, cmd.Stderr = log, log
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			_ = cmd.Wait()
			log.Close()
		})
		return cmd
	}
	start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", strconv.Itoa(port), "--webui-port", strconv.Itoa(freePort(t)))
	for i := range 2 {
		c.workers = append(c.workers, start(fmt.Sprint("worker", i), "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
			"--webui-port", strconv.Itoa(freePort(t)), "--cores", "1", "--memory", "1g", "--work-dir", filepath.Join(dir, fmt.Sprint("work", i)), c.master))
	}
	return c
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// killOneDuring kills a worker with its executor when some of the job's tasks
// are done, and says how many.
func (c *cluster) killOneDuring(t *testing.T, staging string, ended chan error) int {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		tasks, _ := filepath.Glob(filepath.Join(staging, "_temporary", "0", "task_*"))
		if len(tasks) >= 3 {
			if err := syscall.Kill(-c.workers[0].Process.Pid, syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			return len(tasks)
		}
		if len(ended) > 0 {
			ended <- fmt.Errorf("it was over before a worker could be killed: %w", <-ended)
			return len(tasks)
		}
	}
	t.Fatal("no task was done in five minutes")
	return 0
}

// compare compares two datasets row by row.
func compare(t *testing.T, single, result string) {
	t.Helper()
	want, got := rowsOf(t, single), rowsOf(t, result)
	if len(want) != len(got) {
		t.Fatalf("Spark has %d documents, want %d", len(got), len(want))
	}
	rows := 0
	for i := range want {
		w, g := &want[i], &got[i]
		rows += len(w.Observations) + len(w.Indicators) + len(w.Residue) + 1
		if !reflect.DeepEqual(w.Document, g.Document) {
			t.Errorf("document %s is\n%+v, want\n%+v", w.Document.Source, g.Document, w.Document)
		}
		if !reflect.DeepEqual(w.Observations, g.Observations) || !reflect.DeepEqual(w.Indicators, g.Indicators) || !reflect.DeepEqual(w.Residue, g.Residue) {
			t.Errorf("%s has other rows: %d %d %d, want %d %d %d", w.Document.Source,
				len(g.Observations), len(g.Indicators), len(g.Residue), len(w.Observations), len(w.Indicators), len(w.Residue))
		}
	}
	if rows < 1000 {
		t.Errorf("only %d rows were compared", rows)
	}
	t.Logf("%d documents, %d rows are the same", len(want), rows)
	if v, err := batch.Validate(context.Background(), single); err != nil || len(v.Findings) > 0 {
		t.Errorf("the dataset of one machine is not valid: %v %v", v, err)
	}
}

func rowsOf(t *testing.T, dir string) []extract.Rows {
	t.Helper()
	d, err := batch.ReadDataset(dir)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(d.Reports, func(a, b extract.Rows) int {
		return strings.Compare(a.Document.DocID+a.Document.Source, b.Document.DocID+b.Document.Source)
	})
	for i := range d.Reports {
		r := &d.Reports[i]
		slices.SortFunc(r.Observations, func(a, b schema.ObservationRow) int { return int(a.Seq - b.Seq) })
		slices.SortFunc(r.Residue, func(a, b schema.ResidueRow) int { return int(a.Seq - b.Seq) })
	}
	return d.Reports
}
