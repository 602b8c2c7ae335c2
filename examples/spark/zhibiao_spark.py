#!/usr/bin/env python3
"""Reads reports with zhibiao on a Spark cluster and writes its four tables.

Every partition of documents drives one process of the binary, which Spark
ships to the executors. Rows are staged as text by Spark itself, so that a task
that is tried again leaves nothing twice; then each table is written as Parquet.

    spark-submit zhibiao_spark.py --binary ./zhibiao --output OUT DIR
    spark-submit zhibiao_spark.py --binary ./zhibiao --output OUT \\
        --table documents.parquet --id doc --text body
"""

import argparse
import base64
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from urllib.parse import unquote

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession, Window, functions as F, types as T

TABLES = {"document": "documents", "observation": "observations", "indicator": "indicators", "residue": "residue"}
TYPES = {
    "string": T.StringType(), "int32": T.IntegerType(), "int64": T.LongType(), "double": T.DoubleType(), "date": T.DateType(),
    "list<string>": T.ArrayType(T.StringType()), "list<int32>": T.ArrayType(T.IntegerType()),
}
READABLE = "*.{txt,md,markdown,html,htm,docx,doc,pdf,ofd,xlsx,jsonl,ndjson,zip}"


def arguments():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("input", nargs="?", help="directory of reports, on any file system that Spark reads")
    a.add_argument("--binary", required=True, help="the zhibiao binary for the executors' platform")
    a.add_argument("--output", required=True, help="directory of the dataset")
    a.add_argument("--table", help="Parquet table of documents, instead of a directory")
    a.add_argument("--id", default="id", help="column of --table that names a document")
    a.add_argument("--text", default="text", help="column of --table that holds its text")
    a.add_argument("--glob", default=READABLE, help="names of the files to read")
    a.add_argument("--partitions", type=int, default=0, help="tasks; 0 is four for each core, of 32 MB or less")
    a.add_argument("--partition-by", default="", help="columns that become directories, such as review_year,province_code")
    a.add_argument("--files", type=int, default=0, help="Parquet files of a table; 0 is as many as go well")
    a.add_argument("--extra", default="", help="further flags of zhibiao stream, such as '--document-timeout 2m'")
    o = a.parse_args()
    if bool(o.input) == bool(o.table):
        a.error("give a directory, or --table")
    return o


# ---- documents -------------------------------------------------------------


def source_of(root, uri):
    """The path of a file relative to the root, as zhibiao names sources."""
    path = unquote(uri)
    i = path.find(root)
    return path[i + len(root):].lstrip("/") if i >= 0 else path.rsplit("/", 1)[-1]


def documents(spark, o):
    """Two RDDs: (name, size), which is cheap, and (name, line), where a line is
    what zhibiao stream reads."""
    if o.table:
        rows = spark.read.parquet(o.table).select(F.col(o.id).cast("string").alias("id"), F.col(o.text).alias("text"))
        return (rows.select("id", F.length("text")).rdd.map(lambda r: (r[0], r[1] or 0)),
                rows.rdd.map(lambda r: (r.id, json.dumps({"id": r.id, "text": r.text or ""}, ensure_ascii=False))))
    root = o.input.split("://", 1)[-1].rstrip("/") + "/"
    if "://" not in o.input:
        root = os.path.abspath(root) + "/"
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", o.glob).load(o.input)

    def line(path, content):
        return path, json.dumps({"source": source_of(root, path), "content": base64.b64encode(content).decode()}, ensure_ascii=False)

    empty = spark.sparkContext.parallelize(empty_files(spark, o), 1)
    return (files.select("path", "length").rdd.map(lambda r: (r.path, r.length)).union(empty.map(lambda path: (path, 0))),
            files.select("path", "content").rdd.map(lambda r: line(r.path, r.content)).union(empty.map(lambda path: line(path, b""))))


def empty_files(spark, o):
    """The paths of empty files, which Spark does not list."""
    hadoop = spark.sparkContext._jvm.org.apache.hadoop.fs
    glob = hadoop.GlobPattern(o.glob)
    path = hadoop.Path(o.input)
    found = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).listFiles(path, True)
    out = []
    while found.hasNext():
        f = found.next()
        if f.getLen() == 0 and glob.matches(f.getPath().getName()) and not f.getPath().getName().startswith((".", "_")):
            out.append(f.getPath().toString())
    return out


MANY = 1_000_000  # documents that are not dealt one by one: their sizes even out


def spread(sizes, lines, cores, wanted):
    """Deals documents to partitions by size, the largest first, to and fro, so
    that no partition gets all the large ones: (number of partitions, RDD)."""
    count, total = sizes.map(lambda d: (1, d[1])).fold((0, 0), lambda a, b: (a[0] + b[0], a[1] + b[1]))
    n = wanted or max(1, min(count, max(4 * cores, total >> 25)))
    place = {}
    if count <= MANY:
        for rank, (name, _) in enumerate(sorted(sizes.collect(), key=lambda d: (-d[1], d[0]))):
            turn, seat = divmod(rank, n)
            place[name] = seat if turn % 2 == 0 else n - 1 - seat
    place = lines.context.broadcast(place)

    def partition(name):
        return place.value.get(name, int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % n)

    return n, lines.partitionBy(n, partition).values()


# ---- the binary ------------------------------------------------------------


class Process:
    """One process of the binary, which reads a line and writes its rows."""

    def __init__(self, binary, flags):
        self.command = [binary, "stream", "--ends", *flags]
        self.process = None

    def rows(self, line):
        """The rows of one line, as text; EOFError if the process ended on it."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        p = self.process
        out = []
        try:
            p.stdin.write(line.encode() + b"\n")
            p.stdin.flush()
            for row in iter(p.stdout.readline, b""):
                if row.startswith(b'{"type":"end"'):
                    return out
                out.append(row.decode())
        except BrokenPipeError:
            pass
        self.process = None
        raise EOFError("zhibiao ended with code %s" % p.wait())

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


def failed(line, why):
    """The rows of a document on which the process ended twice."""
    d = json.loads(line)
    content = base64.b64decode(d["content"]) if "content" in d else line.encode()
    source = d.get("source") or d.get("id") or "-"
    row = {
        "type": "document", "doc_id": hashlib.sha256(content).hexdigest()[:16], "source": source, "report_kind": "other", "format": "txt",
        "encoding": "", "bytes": len(content), "chars": 0, "sentences": 0, "observations": 0, "residue": 0, "status": "failed",
        "error": why, "text_quality": 0.0, "text": "",
    }
    return [json.dumps(row, ensure_ascii=False)]


def extract(flags):
    """What a partition does: (type, place in its document's rows, JSON) of
    every row. A document that takes the process down is tried once more, and
    then is a failed one; it stops no other."""

    def run(lines):
        binary = SparkFiles.get("zhibiao")
        os.chmod(binary, 0o755)
        process = Process(binary, flags)
        for line in lines:
            try:
                rows = process.rows(line)
            except EOFError:
                try:
                    rows = process.rows(line)
                except EOFError as e:
                    rows = failed(line, str(e))
            for place, row in enumerate(rows):
                kind = row[len('{"type":"'):row.index('"', len('{"type":"'))] if row.startswith('{"type":"') else json.loads(row)["type"]
                if kind in TABLES:
                    yield (kind, place, row)
        process.close()

    return run


# ---- tables ----------------------------------------------------------------


def schemas(binary):
    """The columns of each table, as the binary declares them."""
    tables = json.loads(subprocess.check_output([binary, "schema", "--format", "json"]))["tables"]
    return {t["name"]: T.StructType([T.StructField(c["name"], TYPES[c["type"]], True) for c in t["columns"]]) for t in tables}


def table(stage, kind, schema):
    rows = stage.where(F.col("type") == kind).select("place", F.from_json("json", schema).alias("r"))
    return rows.select("place", "r.*")


def mark_twins(docs):
    """Documents whose bytes came before lose their rows: (documents, twins)."""
    order = Window.partitionBy("doc_id").orderBy(F.col("region_code").asc_nulls_first(), F.col("review_year").asc_nulls_first(), "source")
    read = docs.where("status <> 'failed'").select("doc_id", "source", "region_code", "review_year")
    ranked = read.withColumn("rank", F.row_number().over(order)).withColumn("first", F.first("source").over(order))
    twins = ranked.where("rank > 1").select("doc_id", "source", "first").coalesce(8).persist(StorageLevel.MEMORY_AND_DISK)
    marked = docs.join(twins, ["doc_id", "source"], "left")
    twin = F.col("first").isNotNull()
    marked = (marked
              .withColumn("status", F.when(twin, "partial").otherwise(F.col("status")))
              .withColumn("error", F.when(twin, F.concat(F.lit("the same bytes as "), "first", F.lit(", where its rows stand"))).otherwise(F.col("error")))
              .withColumn("observations", F.when(twin, 0).otherwise(F.col("observations")))
              .withColumn("residue", F.when(twin, 0).otherwise(F.col("residue"))))
    return marked.drop("first"), twins


def write(rows, columns, o, path):
    """Writes a table in the order of a dataset."""
    keys = [F.col(c).asc_nulls_first() for c in ("region_code", "review_year", "doc_id", "source") if c in rows.columns] + [F.col("place").asc()]
    by = [c for c in o.partition_by.split(",") if c]
    rows = rows.repartitionByRange(o.files, *keys[:-1]) if o.files else rows.repartitionByRange(*keys[:-1])
    out = rows.sortWithinPartitions(*[F.col(c).asc_nulls_first() for c in by], *keys).select(*columns, *[c for c in by if c not in columns])
    w = out.write.mode("overwrite").option("compression", "zstd")
    (w.partitionBy(*by) if by else w).parquet(path)


def manifest(spark, o, columns):
    """_manifest.json, by which zhibiao knows a dataset."""
    with tempfile.TemporaryDirectory() as d:
        with open(os.path.join(d, "a.txt"), "w", encoding="utf-8") as f:
            f.write("2024年，粮食产量1万吨。")
        subprocess.check_call([o.binary, "extract", "-q", "--format", "jsonl", "-o", os.path.join(d, "out"), os.path.join(d, "a.txt")])
        with open(os.path.join(d, "out", "_manifest.json"), encoding="utf-8") as f:
            m = json.load(f)
    m["format"] = "parquet"
    if o.partition_by:
        m["partition_by"] = o.partition_by.split(",")
    tables = {t: spark.read.schema(columns[t]).parquet(f"{o.output}/{t}") for t in TABLES.values()}
    m["counts"] = {t: rows.count() for t, rows in tables.items()}
    docs = tables["documents"].select("region_code", "review_year", "source", "doc_id", "bytes", "status", "error")
    docs = docs.orderBy(*[F.col(c).asc_nulls_first() for c in ("region_code", "review_year", "doc_id", "source")])
    m["status"], m["inputs"], m["failures"] = {}, [], []
    for d in docs.toLocalIterator():
        m["status"][d.status] = m["status"].get(d.status, 0) + 1
        m["inputs"].append({k: d[k] for k in ("source", "doc_id", "bytes", "status", "error") if d[k] is not None})
        if d.status == "failed":
            m["failures"].append({"source": d.source, "error": d.error})
    return json.dumps(m, ensure_ascii=False, indent=2) + "\n"


def main():
    o = arguments()
    spark = (SparkSession.builder.appName("zhibiao")
             .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")  # what a task wrote counts when it is done, not before
             .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
             .getOrCreate())
    sc = spark.sparkContext
    with tempfile.TemporaryDirectory() as d:
        named = os.path.join(d, "zhibiao")
        shutil.copy(o.binary, named)
        sc.addFile(named)
        n, lines = spread(*documents(spark, o), sc.defaultParallelism, o.partitions)
        rows = lines.mapPartitions(extract(o.extra.split()))
        stage_path = f"{o.output}/_staging"
        spark.createDataFrame(rows, "type string, place int, json string").write.mode("overwrite").partitionBy("type").parquet(stage_path)
        stage = spark.read.parquet(stage_path)
        columns = schemas(o.binary)
        docs, twins = mark_twins(table(stage, "document", columns["documents"]))
        about = docs.select("doc_id", "source", "region_code", "review_year", "province_code", "region_level", "plan_year", "report_kind")
        for kind, name in TABLES.items():
            t = docs if kind == "document" else table(stage, kind, columns[name]).join(twins.select("doc_id", "source"), ["doc_id", "source"], "left_anti")
            if kind == "residue":
                t = t.join(about, ["doc_id", "source"])
            write(t, columns[name].names, o, f"{o.output}/{name}")
        text = manifest(spark, o, columns)
        path = sc._jvm.org.apache.hadoop.fs.Path(f"{o.output}/_manifest.json")
        fs = path.getFileSystem(sc._jsc.hadoopConfiguration())
        out = fs.create(path, True)
        out.write(bytearray(text.encode()))
        out.close()
        fs.delete(sc._jvm.org.apache.hadoop.fs.Path(stage_path), True)
    print(f"{n} partitions; written to {o.output}")
    spark.stop()


if __name__ == "__main__":
    main()
