package almanac.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Prints what finds and inserts cost, over a real driver and a file; arguments: the sizes. Not a
 * test.
 */
final class Benchmark {

    private static final PrintWriter OUT =
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int PER_OWNER = 100;

    /** Operations below this number warm up. */
    private static final int MEASURED = 10_000_000;

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("embedded-benchmark");
        try (Opened opened = Opened.on(folder.resolve("data.mv"))) {
            MongoCollection<Document> things = opened.collection();
            things.createIndex(Indexes.ascending("owner", "start"));
            things.createIndex(Indexes.ascending("start"));
            OUT.println(
                    "documents  by _id/s  by index/s  range of 20/s  sort+limit 20/s  file MB  heap MB  load s");
            int stored = 0;
            for (String size : args) {
                int target = Integer.parseInt(size);
                long start = System.nanoTime();
                for (; stored < target; stored += 1000) {
                    things.insertMany(batch(stored));
                }
                finds(opened, target, (System.nanoTime() - start) / 1e9);
            }
        }
        inserts(folder);
    }

    private static void finds(Opened opened, int size, double loadSeconds) {
        MongoCollection<Document> things = opened.collection();
        int owners = size / PER_OWNER;
        long byId = perSecond(1, i -> read(things.find(eq("_id", key(scatter(i, size)))), 1));
        long one = perSecond(1, i -> read(things.find(starts(scatter(i, owners), 50, 51)), 1));
        long range = perSecond(1, i -> read(things.find(starts(scatter(i, owners), 40, 60)), 20));
        long sorted =
                perSecond(
                        1,
                        i ->
                                read(
                                        things.find(eq("owner", owner(scatter(i, owners))))
                                                .sort(Sorts.descending("start"))
                                                .limit(20),
                                        20));
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        OUT.printf(
                "%9d %9d %11d %14d %16d %8.1f %8d %7.1f%n",
                size,
                byId,
                one,
                range,
                sorted,
                opened.store().stats().fileBytes() / 1e6,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                loadSeconds);
    }

    private static void inserts(Path folder) throws Exception {
        OUT.println("durability     threads  inserts/s  p50 us  p99 us  max ms  file MB");
        for (Durability durability : Durability.values()) {
            for (int threads : new int[] {1, 16}) {
                Path file = folder.resolve("inserts-" + durability + threads);
                EmbeddedMongo store = EmbeddedMongo.open(file, durability);
                try (Opened opened = Opened.of(store)) {
                    inserts(opened, durability, threads);
                }
            }
        }
    }

    private static void inserts(Opened opened, Durability durability, int threads) {
        MongoCollection<Document> things = opened.collection();
        things.createIndex(Indexes.ascending("owner", "start"));
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        long rate =
                perSecond(
                        threads,
                        i -> {
                            long start = System.nanoTime();
                            things.insertOne(thing(i));
                            if (i >= MEASURED) {
                                nanos.add(System.nanoTime() - start);
                            }
                        });
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        OUT.printf(
                "%-14s %7d %10d %7d %7d %7d %8.1f%n",
                durability,
                threads,
                rate,
                sorted[sorted.length / 2] / 1000,
                sorted[sorted.length * 99 / 100] / 1000,
                sorted[sorted.length - 1] / 1_000_000,
                opened.store().stats().fileBytes() / 1e6);
    }

    private static void read(Iterable<Document> found, int expected) {
        List<Document> all = new ArrayList<>();
        found.forEach(all::add);
        if (all.size() != expected) {
            throw new IllegalStateException(all.size() + " instead of " + expected);
        }
    }

    private static long perSecond(int threads, IntConsumer operation) {
        run(threads, operation, MEASURED_NANOS / 3, new AtomicInteger());
        AtomicInteger done = new AtomicInteger(MEASURED);
        long start = System.nanoTime();
        run(threads, operation, MEASURED_NANOS, done);
        return (done.get() - (long) MEASURED) * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static void run(int threads, IntConsumer operation, long nanos, AtomicInteger next) {
        long end = System.nanoTime() + nanos;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                executor.submit(() -> {
                    while (System.nanoTime() < end) {
                        operation.accept(next.getAndIncrement() & 0x3FFFFFF);
                    }
                });
            }
        }
    }

    private static List<Document> batch(int from) {
        List<Document> batch = new ArrayList<>();
        for (int i = from; i < from + 1000; i++) {
            batch.add(thing(i));
        }
        return batch;
    }

    private static int scatter(int i, int bound) {
        return (int) (i * 7919L % bound);
    }

    private static Bson starts(int owner, int from, int to) {
        int first = owner * PER_OWNER;
        return and(eq("owner", owner(owner)), gte("start", first + from), lt("start", first + to));
    }

    private static String owner(int i) {
        return "owner-" + i;
    }

    private static String key(int i) {
        return "thing-" + i;
    }

    private static Document thing(int i) {
        return new Document("_id", key(i))
                .append("owner", owner(i / PER_OWNER))
                .append("start", i)
                .append("title", "Soccer practice on the green field " + i)
                .append("payload", "x".repeat(150));
    }
}
