package almanac.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Compares appends with bare inserts of the same bytes, and a replay with a bare scan and parse.
 * Both sides take turns in short slices, so that a busy machine slows both; the median of the
 * ratios counts. Run its main method with the test class path; ALMANAC_TEST_MONGODB_URI picks the
 * server.
 */
final class StoreMeasurement {

    private static final System.Logger LOG = System.getLogger("measurement");
    private static final int SLICE = Integer.getInteger("slice", 800);
    private static final int SLICES = Integer.getInteger("slices", 25);
    private static final FactSerializer SERIALIZER = new FactSerializer(Noted.NAMES);

    private StoreMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        try (StoreFixture store = new StoreFixture()) {
            appends(store, 1, 1);
            appends(store, 16, 1);
            appends(store, 16, 2);
            replay(store);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void appends(StoreFixture store, int threads, int nodes) throws Exception {
        String name = "t" + threads + "n" + nodes;
        MongoCollection<Document> bare =
                Durability.SINGLE_SERVER.of(store.connect().getCollection("bare" + name));
        List<SequencedEngine> engines = Stream.generate(store::engine).limit(nodes).toList();
        Measured measured =
                new Measured(threads + " threads, " + nodes + " nodes, append against insertOne");
        AtomicInteger id = new AtomicInteger();
        for (int slice = 0; slice < SLICES; slice++) {
            int from = slice * SLICE;
            double inserts = perSecond(threads, i -> insert(bare, id.getAndIncrement()));
            double appends =
                    perSecond(
                            threads,
                            i ->
                                    engines.get(i % nodes)
                                            .appendEvents(
                                                    Noted.messages(name + "a" + (from + i), 0, 0)));
            measured.add(inserts, appends);
        }
        measured.report();
    }

    private static void insert(MongoCollection<Document> bare, int i) {
        Commit commit =
                CommitFactory.commit(Noted.messages("t1a" + i, 0, 0), SERIALIZER, Sealing.NONE);
        bare.insertOne(CommitCodec.document(commit, i, Noted.NOON));
    }

    private static double perSecond(int threads, IntConsumer write) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(
                        pool.submit(() -> {
                            int i = next.getAndIncrement();
                            while (i < SLICE) {
                                write.accept(i);
                                i = next.getAndIncrement();
                            }
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return SLICE * 1e9 / (System.nanoTime() - start);
    }

    private static void replay(StoreFixture store) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Measured measured = new Measured("replay against scan and parse");
        for (int slice = 0; slice < SLICES; slice++) {
            long start = System.nanoTime();
            long facts = 0;
            for (Document commit : store.facts().find().batchSize(500)) {
                for (Document fact : commit.getList("facts", Document.class)) {
                    json.readTree(fact.getString("data"));
                    facts++;
                }
            }
            double bare = facts * 1e9 / (System.nanoTime() - start);
            SequencedEngine reader = store.engine();
            start = System.nanoTime();
            long read = reader.readEvents(null, false).filter(m -> m.getPayload() != null).count();
            measured.add(bare, read * 1e9 / (System.nanoTime() - start));
        }
        measured.report();
    }

    private record Measured(String what, List<Double> bare, List<Double> own, List<Double> ratios) {

        Measured(String what) {
            this(what, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(double bareRate, double ownRate) {
            bare.add(bareRate);
            own.add(ownRate);
            ratios.add(ownRate / bareRate);
        }

        void report() {
            LOG.log(
                    System.Logger.Level.ERROR,
                    String.format(
                            Locale.ROOT,
                            "%s: bare %.0f/s, own %.0f/s, own/bare median %.2f (quartiles %.2f, %.2f)",
                            what,
                            quantile(bare, 0.5),
                            quantile(own, 0.5),
                            quantile(ratios, 0.5),
                            quantile(ratios, 0.25),
                            quantile(ratios, 0.75)));
        }

        /** The first fifth warms up. */
        private static double quantile(List<Double> values, double share) {
            List<Double> sorted =
                    values.subList(values.size() / 5, values.size()).stream().sorted().toList();
            return sorted.get((int) (share * (sorted.size() - 1)));
        }
    }
}
