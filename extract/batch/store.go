package batch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/parquet-go/parquet-go/compress/zstd"

	"zhibiao/extract"
)

// runName is the directory, in that of the dataset, where a run keeps its
// journal and the rows of documents until all are there.
const runName = ".zhibiao-run"

// A store holds the rows of documents on disk, in the order they were made,
// and the journal. It survives the process. Its methods may be called by
// several goroutines at once.
type store struct {
	dir  string
	head journalHead
	lock *os.File

	fresh     bool // there is nothing of an earlier process
	restarted bool // what an earlier process left was of no use and is gone

	mu      sync.Mutex
	journal *journal
	spill   *os.File // that rows are appended to
	number  int      // of spill
	offset  int64    // its length

	readMu sync.Mutex
	open   map[int]*os.File // spill files to read from
}

// openStore opens the store in dir, which it makes where there is none, and
// goes on with the journal there. With another head in it, the error is a
// *MixError, or the journal is started over where force is set.
func openStore(dir string, head journalHead, force bool) (*store, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	lock, err := lockFile(filepath.Join(dir, "lock"))
	if errors.Is(err, errLocked) {
		return nil, fmt.Errorf("%s: another run writes here; wait for it, or choose another directory with -o", filepath.Dir(dir))
	} else if err != nil {
		return nil, err
	}
	s := &store{dir: dir, head: head, lock: lock, open: map[int]*os.File{}}
	if err := s.begin(head, force); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

var errLocked = errors.New("locked by another process")

// begin reads the journal, or starts it, and opens a new spill file.
func (s *store) begin(head journalHead, force bool) error {
	name := filepath.Join(s.dir, journalName)
	old, j, err := readJournal(name)
	if err != nil {
		return err
	}
	if old != nil && *old != head {
		if mixes := old.Version != head.Version || old.SeedsSHA256 != head.SeedsSHA256; mixes && !force {
			return &MixError{Dir: filepath.Dir(s.dir), OldVersion: old.Version, OldSeeds: old.SeedsSHA256, Version: head.Version, Seeds: head.SeedsSHA256}
		}
		old, j = nil, newJournal()
		s.restarted = true
		if err := s.clear(); err != nil {
			return err
		}
	}
	s.journal, s.fresh = j, len(j.inputs)+len(j.pending) == 0
	if j.file, err = os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666); err != nil {
		return err
	}
	if err := j.file.Truncate(j.whole); err != nil {
		return err
	}
	if old == nil {
		if err := j.append(head); err != nil {
			return err
		}
	}
	return s.newSpill()
}

// A MixError says that a run of other rules is unfinished in the directory.
type MixError struct {
	Dir                  string
	OldVersion, OldSeeds string // of the unfinished run
	Version, Seeds       string // of this program
}

// Error names both programs and the remedies.
func (e *MixError) Error() string {
	return fmt.Sprintf("%s: an unfinished run of version %s with seeds %.12s is here, and this is version %s with seeds %.12s; "+
		"finish it with the same program and seeds, or add --force to start over", e.Dir, e.OldVersion, e.OldSeeds, e.Version, e.Seeds)
}

// clear removes what the store holds, but for the lock.
func (s *store) clear() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != "lock" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, e.Name())))
		}
	}
	return err
}

// newSpill opens the first spill file that is not there. One of an earlier
// process is never written to: it may end in the middle of a record.
func (s *store) newSpill() error {
	names, err := filepath.Glob(filepath.Join(s.dir, "rows-*.spill"))
	if err != nil {
		return err
	}
	for _, name := range names {
		text := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "rows-"), ".spill")
		if n, err := strconv.Atoi(text); err == nil && n >= s.number {
			s.number = n + 1
		}
	}
	s.spill, err = os.OpenFile(s.spillName(s.number), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	return err
}

func (s *store) spillName(n int) string {
	return filepath.Join(s.dir, fmt.Sprintf("rows-%05d.spill", n))
}

// recordHead is what stands before a record: its length and its CRC-32.
const recordHead = 8

var (
	spillCodec = zstd.Codec{Level: zstd.SpeedFastest}
	buffers    = sync.Pool{New: func() any { return new([]byte) }}
)

// put keeps the rows of a document of the input with this source.
func (s *store) put(input string, r *extract.Rows) (entry, error) {
	e := entryOf(r)
	plain, packed := buffers.Get().(*[]byte), buffers.Get().(*[]byte)
	defer buffers.Put(plain)
	defer buffers.Put(packed)
	*plain = encodeRows((*plain)[:0], r)
	data, err := spillCodec.Encode((*packed)[:0], *plain)
	if err != nil {
		return e, err
	}
	*packed = data
	var head [recordHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(data)))
	binary.LittleEndian.PutUint32(head[4:], crc32.ChecksumIEEE(data))

	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.spill.WriteAt(head[:], s.offset); err != nil {
		return e, err
	}
	if _, err := s.spill.WriteAt(data, s.offset+recordHead); err != nil {
		return e, err
	}
	e.File, e.Offset, e.Length = s.number, s.offset, len(data)
	s.offset += recordHead + int64(len(data))
	return e, s.journal.append(journalLine{Doc: &docLine{Of: input, entry: e}})
}

// done notes that an input is done.
func (s *store) done(in inputLine) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.append(journalLine{Input: &in})
}

// data reads the record of an entry. The error is errDamaged where the record
// is not what put wrote.
func (s *store) data(e *entry) ([]byte, error) {
	f, err := s.spillFile(e.File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errDamaged
	} else if err != nil {
		return nil, err
	}
	record := make([]byte, recordHead+e.Length)
	if _, err := f.ReadAt(record, e.Offset); errors.Is(err, io.EOF) {
		return nil, errDamaged
	} else if err != nil {
		return nil, err
	}
	data := record[recordHead:]
	if binary.LittleEndian.Uint32(record) != uint32(e.Length) || binary.LittleEndian.Uint32(record[4:]) != crc32.ChecksumIEEE(data) {
		return nil, errDamaged
	}
	return data, nil
}

func (s *store) spillFile(n int) (*os.File, error) {
	s.readMu.Lock()
	defer s.readMu.Unlock()
	if s.open == nil {
		return nil, os.ErrClosed
	}
	if f := s.open[n]; f != nil {
		return f, nil
	}
	f, err := os.Open(s.spillName(n))
	if err == nil {
		s.open[n] = f
	}
	return f, err
}

// rows reads what put kept.
func (s *store) rows(e *entry) (*extract.Rows, error) {
	data, err := s.data(e)
	if err != nil {
		return nil, err
	}
	plain, err := spillCodec.Decode(nil, data)
	if err != nil {
		return nil, errDamaged
	}
	r, err := decodeRows(plain)
	if err == nil && e.twin {
		strip(r, e.Status, e.Error)
	}
	return r, err
}

// known are the documents of an input that an earlier process was done with,
// if the input has not changed since and all of them were read.
func (s *store) known(in inputLine) ([]entry, bool) {
	was, ok := s.journal.inputs[in.Source]
	if !ok || was.Size != in.Size || was.SHA256 == "" || !strings.HasPrefix(in.SHA256, was.SHA256) || was.Status == "failed" || len(was.docs) != was.Documents {
		return nil, false
	}
	for i := range was.docs {
		if _, err := s.data(&was.docs[i]); err != nil {
			return nil, false
		}
	}
	return was.docs, true
}

// A docKey names a document within an input: where it is and what it is.
type docKey struct{ source, id string }

// remains are the documents that an earlier process read of an input that it
// was not done with, or not well.
func (s *store) remains(source string) map[docKey]entry {
	out := map[docKey]entry{}
	for _, docs := range [][]entry{s.journal.inputs[source].docs, s.journal.pending[source]} {
		for i := range docs {
			if e := &docs[i]; e.Status != "failed" {
				out[docKey{e.Source, e.DocID}] = *e
			}
		}
	}
	return out
}

// unverified are the documents of inputs that an earlier process was done
// with, where there is no time to see whether the inputs have changed; rest is
// the number of the other inputs.
func (s *store) unverified(left []Input) (out []entry, rest int) {
	for _, in := range left {
		was, ok := s.journal.inputs[in.Source]
		if !ok {
			rest++
		}
		for _, e := range was.docs {
			if _, err := s.data(&e); err == nil {
				out = append(out, e)
			}
		}
	}
	return out, rest
}

// again notes a document that remains, if its rows are still there.
func (s *store) again(input string, e entry) bool {
	if _, err := s.data(&e); err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.append(journalLine{Doc: &docLine{Of: input, entry: e}}) == nil
}

// close lets go of all files and of the lock. Work that still goes on in other
// goroutines gets errors from then on.
func (s *store) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.readMu.Lock()
	defer s.readMu.Unlock()
	if s.open == nil {
		return nil
	}
	files := []*os.File{s.spill, s.lock}
	if s.journal != nil {
		files = append(files, s.journal.file)
	}
	for _, f := range s.open {
		files = append(files, f)
	}
	s.open = nil
	var errs []error
	for _, f := range files {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}

// remove closes the store and takes it away.
func (s *store) remove() error { return errors.Join(s.close(), os.RemoveAll(s.dir)) }
