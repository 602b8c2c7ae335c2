package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhibiao/schema"
)

// Zip reads the files in a zip archive, each as Documents does; their Source
// is the archive's name, "!", and theirs, as in reports.zip!2025/a.docx.
type Zip struct{}

// maxMembers is how many files an archive may hold.
const maxMembers = 100_000

// Format is zip.
func (Zip) Format() string { return "zip" }

// Accepts asks for the extension, since many formats are zip files within.
func (Zip) Accepts(name string, head []byte) bool {
	return hasSuffix(name, ".zip") && hasPrefix(head, "PK\x03\x04", "PK\x05\x06")
}

// Each yields the documents in the order of their names. Members that hold no
// report by their name (pictures, system files) are passed over, archives
// within are an error.
func (z Zip) Each(ctx context.Context, data []byte, name string, o Options) iter.Seq2[*schema.Document, error] {
	return func(yield func(*schema.Document, error) bool) {
		self := &schema.Document{ID: hashID(data), Source: name, Format: z.Format(), Bytes: int64(len(data))}
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			yield(self, fail(name, ErrDamaged, "not a whole zip file: "+err.Error(), "download it again"))
			return
		}
		if len(archive.File) > maxMembers {
			yield(self, fail(name, ErrTooLarge, fmt.Sprintf("%d files in it", len(archive.File)), "unpack it and name the directory"))
			return
		}
		files := slices.Clone(archive.File)
		slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(memberName(a), memberName(b)) })
		left, found := o.maxUnpacked(), false
		for _, f := range files {
			member := memberName(f)
			if f.FileInfo().IsDir() || isPassedOver(member) {
				continue
			}
			found = true
			source := name + "!" + member
			b, err := unpack(f, source, left, o.maxUnpacked())
			if err == nil && (Zip{}).Accepts(nameWithin(member, b), b) {
				err = fail(source, ErrBinary, "an archive within an archive", "unpack it first")
			}
			if err != nil {
				if !yield(&schema.Document{ID: hashID([]byte(source)), Source: source, Format: z.Format()}, err) || errors.Is(err, ErrTooLarge) {
					return
				}
				continue
			}
			left -= int64(len(b))
			for doc, err := range Documents(ctx, source, b, o) {
				if !yield(doc, err) {
					return
				}
			}
		}
		if !found {
			yield(self, fail(name, ErrEmpty, "no reports in it", "check that it is the right archive"))
		}
	}
}

// unpack reads one member, up to left bytes.
func unpack(f *zip.File, source string, left, most int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, fail(source, ErrEncrypted, "encrypted: it needs a password", "unpack it first")
	}
	if f.Mode()&fs.ModeSymlink != 0 {
		return nil, fail(source, ErrBinary, "a symbolic link, not a file", "pack the file itself")
	}
	b, err := inflate(f, left)
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, fail(source, ErrTooLarge, fmt.Sprintf("the archive unpacks to more than %d bytes (--max-unpacked-size) from here on", most), "unpack it and name the directory, or allow more")
	case err != nil:
		return nil, fail(source, ErrDamaged, err.Error(), "download the archive again")
	}
	return b, nil
}

// inflate unpacks a file of an archive. Its error is ErrTooLarge where it has
// more than most bytes, whatever the archive says of its size.
func inflate(f *zip.File, most int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(most) {
		return nil, ErrTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, 1<<20) + bytes.MinRead))
	_, err = b.ReadFrom(io.LimitReader(r, most+1))
	if int64(b.Len()) > most {
		return nil, ErrTooLarge
	}
	return b.Bytes(), err
}

// memberName is the name of a member in UTF-8, slashes forward. Archives made
// on Chinese Windows have names in GBK.
func memberName(f *zip.File) string {
	name := f.Name
	if !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// isPassedOver reports whether a member is no report by its name.
func isPassedOver(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(name, "__MACOSX/") ||
		hasSuffix(base, ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".mp4", ".mp3", ".css", ".js", ".db", ".ini", ".exe")
}
