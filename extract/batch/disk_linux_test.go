package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of so many bytes at dir.
func smallDisk(t *testing.T, dir string, bytes int) {
	t.Helper()
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprint("size=", bytes)); err != nil {
		t.Skip("skipped: no right to mount a small file system here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
}

func TestAFullDiskLeavesWhatIsDone(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		var b strings.Builder
		fmt.Fprintf(&b, "%06d", i%7)
		for j := range 200 {
			fmt.Fprintf(&b, "%x%d", (i+1)*(j+3)*7919, j)
		}
		files[fmt.Sprintf("in/%02d.txt", i)] = b.String()
	}
	t.Chdir(tree(t, files))
	inputs := Inputs([]string{"in"}, isText)
	work := func(kept *int) *Work {
		return &Work{Read: readLines, Extractor: digits{}, Progress: func(e Event) { *kept = e.Totals.Kept }}
	}
	var none, kept int
	if _, err := Run(context.Background(), inputs, work(&none), parquetTo("whole")); err != nil {
		t.Fatal(err)
	}
	smallDisk(t, "disk", 400<<10)
	full := 0
	for size := 400 << 10; size < 64<<20; size *= 2 {
		if err := syscall.Mount("tmpfs", "disk", "tmpfs", syscall.MS_REMOUNT, fmt.Sprint("size=", size)); err != nil {
			t.Fatal(err)
		}
		_, err := Run(context.Background(), inputs, work(&kept), parquetTo("disk/out"))
		if err == nil {
			break
		}
		var store *StoreError
		if full++; !errors.As(err, &store) || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "no space left on device; what was done is kept") {
			t.Fatalf("with %d bytes the error is %v", size, err)
		}
		if _, err := os.Stat("disk/out/" + manifestName); err == nil {
			t.Error("a run that failed wrote a dataset")
		}
	}
	if full < 2 || kept == 0 {
		t.Errorf("the disk was full %d times, the last run kept %d files", full, kept)
	}
	if !reflect.DeepEqual(contents(t, "disk/out"), contents(t, "whole")) {
		t.Error("the resumed run differs from one with room enough")
	}
}

func TestAReadOnlyDiskIsNamed(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"a.txt": "500118甲3"}))
	smallDisk(t, "disk", 1<<20)
	if err := syscall.Mount("tmpfs", "disk", "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	_, err := Run(context.Background(), Inputs([]string{"a.txt"}, isText), &Work{Read: readLines, Extractor: digits{}}, parquetTo("disk/out"))
	if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "disk/out") {
		t.Errorf("error is %v", err)
	}
}

// nobody is the user that closed directories are tried as where the tests run
// as the super-user, who may write anywhere.
const nobody = 65534

// TestClosedChild is a run in a process of its own, for
// TestADirectoryWithoutPermissionIsNamed.
func TestClosedChild(t *testing.T) {
	dir := os.Getenv("ZHIBIAO_CLOSED_CHILD")
	if dir == "" {
		t.Skip("skipped: runs for TestADirectoryWithoutPermissionIsNamed only")
	}
	t.Chdir(dir)
	_, err := Run(context.Background(), Inputs([]string{"in"}, isText), &Work{Read: readLines, Extractor: digits{}}, parquetTo(os.Getenv("ZHIBIAO_CLOSED_OUT")))
	fmt.Printf("permission %t\nerror %v\n", errors.Is(err, fs.ErrPermission), err)
}

// TestADirectoryWithoutPermissionIsNamed writes where this may not be, then
// where it no longer may be, and then where it may again.
func TestADirectoryWithoutPermissionIsNamed(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "zhibiao-closed-*") // t.TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	child := filepath.Join(dir, "run.test")
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"in/a.txt": "500118甲3", "in/b.txt": "110000乙4"} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.WriteFile(child, data, 0o755), os.Mkdir(filepath.Join(dir, "closed"), 0o555), os.Mkdir(filepath.Join(dir, "open"), 0o777),
		os.Chmod(dir, 0o755), os.Chmod(filepath.Join(dir, "open"), 0o777)); err != nil {
		t.Fatal(err)
	}
	run := func(out string) string {
		c := exec.Command(child, "-test.run", "^TestClosedChild$")
		c.Dir = dir
		c.Env = append(os.Environ(), "ZHIBIAO_CLOSED_CHILD="+dir, "ZHIBIAO_CLOSED_OUT="+out, "TMPDIR="+filepath.Join(dir, "open"))
		if os.Geteuid() == 0 {
			c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		said, err := c.CombinedOutput()
		if err != nil && os.Geteuid() == 0 && errors.Is(err, syscall.EPERM) {
			t.Skip("skipped: no right to run as another user here:", err)
		} else if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		return string(said)
	}
	if said := run("closed/out"); !strings.Contains(said, "permission true") || !strings.Contains(said, "closed/out") {
		t.Errorf("a closed directory: %s", said)
	}
	if said := run("open/out"); !strings.Contains(said, "error <nil>") {
		t.Fatalf("an open directory: %s", said)
	}
	whole := contents(t, filepath.Join(dir, "open/out"))
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "in/c.txt"), []byte("500118丙5"), 0o644), os.Chmod(filepath.Join(dir, "open/out"), 0o555)); err != nil {
		t.Fatal(err)
	}
	if said := run("open/out"); !strings.Contains(said, "permission true") || !strings.Contains(said, "open/out") {
		t.Errorf("a directory that was closed: %s", said)
	}
	if !reflect.DeepEqual(contents(t, filepath.Join(dir, "open/out")), whole) {
		t.Error("the earlier dataset did not stay as it was")
	}
	if err := os.Chmod(filepath.Join(dir, "open/out"), 0o777); err != nil {
		t.Fatal(err)
	}
	if said := run("open/out"); !strings.Contains(said, "error <nil>") {
		t.Errorf("a directory that was opened again: %s", said)
	}
	if reflect.DeepEqual(contents(t, filepath.Join(dir, "open/out")), whole) {
		t.Error("the run that went on did not take in the new file")
	}
}
