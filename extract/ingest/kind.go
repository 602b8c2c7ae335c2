package ingest

import (
	"archive/zip"
	"bytes"

	"github.com/richardlehane/mscfb"
)

// nameWithin is the name that a file should have by its content, where it is a
// container whose kind the first bytes do not tell: a Word document may be
// called .doc or .zip and be a .docx. Other files keep their name.
func nameWithin(name string, data []byte) string {
	switch {
	case hasPrefix(data, "PK\x03\x04"):
		switch ext := zipKind(data); {
		case ext == "", ext == ".zip" && hasSuffix(name, ".docx", ".docm", ".xlsx", ".xlsm", ".ofd"):
		default:
			return "a" + ext
		}
	case hasPrefix(data, compoundSign):
		if ext := compoundKind(data); ext != "" {
			return "a" + ext
		}
	}
	return name
}

// otherOffice are the documents that are told apart and not read.
var otherOffice = map[string]string{".pptx": "a presentation (pptx)", ".ppt": "a presentation (ppt)", ".odt": "an OpenDocument file (odt, ods)"}

// compoundSign begins the compound files of old Office programs.
const compoundSign = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// zipKind is the extension of the kind of document that a zip file is; .zip
// where it holds other files, "" where it cannot be opened.
func zipKind(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			return ".docx"
		case "xl/workbook.xml":
			return ".xlsx"
		case "OFD.xml":
			return ".ofd"
		case "ppt/presentation.xml":
			return ".pptx"
		case "mimetype": // OpenDocument
			return ".odt"
		}
	}
	return ".zip"
}

// compoundKind is the extension of the kind of document that a compound file
// is; "" where it is none that is read.
func compoundKind(data []byte) string {
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return ""
	}
	for e, err := r.Next(); err == nil; e, err = r.Next() {
		if len(e.Path) > 0 {
			continue
		}
		switch e.Name {
		case "WordDocument", "EncryptedPackage":
			return ".doc"
		case "Workbook", "Book":
			return ".xls"
		case "PowerPoint Document":
			return ".ppt"
		}
	}
	return ""
}
