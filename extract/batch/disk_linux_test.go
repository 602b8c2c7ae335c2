package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
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

func TestADirectoryWithoutPermissionIsNamed(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("skipped: the super-user may write anywhere")
	}
	t.Chdir(tree(t, map[string]string{"a.txt": "500118甲3"}))
	if err := os.Mkdir("closed", 0o555); err != nil {
		t.Fatal(err)
	}
	_, err := Run(context.Background(), Inputs([]string{"a.txt"}, isText), &Work{Read: readLines, Extractor: digits{}}, parquetTo("closed/out"))
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "closed/out") {
		t.Errorf("error is %v", err)
	}
}
