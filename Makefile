# What a developer types. The product is one static binary: no cgo, except for
# the race detector and for the check with DuckDB.
export CGO_ENABLED := 0

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: run build man size test vet lint format race bench cross duckdb notebooks spark clean

# Build, and turn the sample reports into a dataset in out/.
run: build
	./bin/zhibiao extract -o out seeds/reports

build:
	go build -trimpath -ldflags '-s -w' -o bin/zhibiao ./cmd/zhibiao

# Man pages in share/man1 and completions in share/completions.
man: build
	./bin/zhibiao man share

# Fails where the binary takes in what nobody uses, such as the dictionaries
# that gse brings along.
size: build
	@bytes=$$(wc -c < bin/zhibiao); echo "bin/zhibiao: $$bytes bytes"; test $$bytes -lt 45000000

test:
	go test ./...

vet:
	go vet ./...

# Fails where gofmt would change a file.
format:
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "gofmt would change:" $$files; exit 1; fi

lint:
	go run $(STATICCHECK) ./...

# The race detector makes the tests many times slower: longer than Go's ten minutes
# on two busy cores.
race:
	CGO_ENABLED=1 go test -race -timeout 20m ./...

# One run says how fast the whole pipeline is on one core and gse alone over the
# same text, their ratio, what is allocated for each KB, and how two cores do; the
# garbage collector is set as the command sets it.
bench:
	GOGC=400 go test -run '^$$' -bench . -benchmem -cpu 1,2 ./...

cross:
	@set -e; for p in $(PLATFORMS); do \
		echo "build $$p"; \
		GOOS=$${p%/*} GOARCH=$${p#*/} go build -trimpath -o /dev/null ./cmd/zhibiao; \
	done

# Open a dataset in DuckDB; needs a C compiler.
duckdb:
	cd testdata/duckdb && CGO_ENABLED=1 go test -count=1 ./...

# Run the notebooks in an environment of their own; needs Python and PyPI. Ends
# well, saying so, where these are not there.
notebooks:
	@examples/notebooks/run.sh || { code=$$?; test $$code = 77 && echo "== skipped: the notebooks, as said above" || exit $$code; }

# Start a Spark cluster of one master and two workers here, kill a worker, and
# compare the rows; needs python3 and Java, and downloads 440 MB of pyspark.
spark:
	ZHIBIAO_SPARK=1 go test -count=1 -v ./examples/spark

clean:
	rm -rf bin out share
