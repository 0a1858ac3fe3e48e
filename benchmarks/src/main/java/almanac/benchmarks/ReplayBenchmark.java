package almanac.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A raw replay of facts against a bare cursor scan that parses the same JSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 4)
public class ReplayBenchmark {

    static final int FACTS = 50_000;

    private final StoreBench bench;
    private final ObjectMapper json = new ObjectMapper();

    public ReplayBenchmark() {
        try {
            bench = new StoreBench();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        for (var i = 0; i < FACTS; i++) {
            bench.append();
        }
    }

    @TearDown
    public void close() throws IOException {
        bench.close();
    }

    @Benchmark
    @OperationsPerInvocation(FACTS)
    public void replay(Blackhole sink) {
        try (var facts = bench.engine.readEvents(null, false)) {
            facts.forEach(fact -> sink.consume(fact.getPayload()));
        }
    }

    @Benchmark
    @OperationsPerInvocation(FACTS)
    public void scanAndParse(Blackhole sink) throws JsonProcessingException {
        for (Document commit : bench.facts().find().sort(Sorts.ascending("_id")).batchSize(500)) {
            for (var fact : commit.getList("facts", Document.class)) {
                sink.consume(json.readTree(fact.getString("data")));
                sink.consume(json.readTree(fact.getString("meta")));
            }
        }
    }
}
