package almanac.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** An append of one fact against a bare insertOne of the same bytes, on the embedded store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 4)
public class AppendBenchmark {

    private StoreBench bench = open();
    private Document sample = bench.sample();
    private final AtomicLong next = new AtomicLong();

    private static StoreBench open() {
        try {
            return new StoreBench();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Setup(Level.Iteration)
    public void empty() throws IOException {
        bench.close();
        bench = open();
        sample = bench.sample();
    }

    @TearDown
    public void close() throws IOException {
        bench.close();
    }

    @Benchmark
    @Threads(1)
    public void append1() {
        bench.append();
    }

    @Benchmark
    @Threads(16)
    public void append16() {
        bench.append();
    }

    @Benchmark
    @Threads(1)
    public void bareInsert1() {
        insert();
    }

    @Benchmark
    @Threads(16)
    public void bareInsert16() {
        insert();
    }

    private void insert() {
        var document = new Document(sample);
        document.put("_id", next.incrementAndGet());
        bench.database.getCollection("bare").insertOne(document);
    }
}
