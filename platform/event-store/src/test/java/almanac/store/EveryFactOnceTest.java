package almanac.store;

import static almanac.store.Noted.messages;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.store.FaultyCollection.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes with several writers each, on aggregates of their own and on contended ones, with lost
 * connections, while readers of different speed follow: each reader meets every stored fact once,
 * in position order.
 */
class EveryFactOnceTest {

    private static final int WRITERS = 4;
    private static final int COMMITS = 30;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3 * Integer.getInteger("random.times", 1));
    }

    /** What a writer was told: the facts that were stored, and those that were refused. */
    private record Told(List<List<String>> stored, List<String> refused) {}

    private record Seen(long position, String text) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void every_reader_sees_every_stored_fact_once_and_in_order(long seed) throws Exception {
        try (StoreFixture store = new StoreFixture();
                ExecutorService threads = threads()) {
            AtomicInteger writing = new AtomicInteger(2 * WRITERS);
            List<Future<Told>> writers = new ArrayList<>();
            List<Future<List<Seen>>> readers = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                SequencedEngine engine = node(store, new Random(seed * 31 + node));
                for (int i = 0; i < WRITERS; i++) {
                    String name = "n" + node + "w" + i;
                    Random random = new Random(seed * 1009 + node * 100 + i);
                    writers.add(threads.submit(() -> write(engine, name, random, writing)));
                }
                for (int i = 0; i < 2; i++) {
                    Random random = new Random(seed * 2003 + node * 100 + i);
                    readers.add(threads.submit(() -> read(engine, random, writing)));
                }
            }
            check(seed, results(writers), results(readers));
        }
    }

    /** Not virtual ones: readers that never wait would leave none for a writer that did. */
    private static ExecutorService threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
    }

    private static SequencedEngine node(StoreFixture store, Random random) {
        Fault[] faults = {
            Fault.LOST_BEFORE,
            Fault.LOST_ANSWER,
            Fault.LOST_HALF,
            Fault.LATE,
            Fault.LATER,
            Fault.HOLDER_UNSEEN,
            Fault.UNCONFIRMED
        };
        return store.engine(
                FaultyCollection.of(
                        store.connect().getCollection("facts"),
                        () ->
                                random.nextInt(10) == 0
                                        ? faults[random.nextInt(faults.length)]
                                        : Fault.NONE),
                b ->
                        b.batchSize(1 + random.nextInt(40))
                                .recentCharacters(random.nextBoolean() ? 0 : 20_000));
    }

    private static Told write(
            SequencedEngine engine, String name, Random random, AtomicInteger writing) {
        Told told = new Told(new ArrayList<>(), new ArrayList<>());
        Map<String, Long> next = new HashMap<>();
        try {
            for (int i = 0; i < COMMITS; i++) {
                String aggregate = random.nextInt(3) == 0 ? "shared" : name;
                long first =
                        aggregate.equals("shared")
                                ? engine.lastSequenceNumberFor(aggregate).orElse(-1L) + 1
                                : next.getOrDefault(aggregate, 0L);
                long last = first + random.nextInt(4);
                next.put(aggregate, last + 1);
                String mark = "@" + name + ":" + i;
                List<String> texts =
                        LongStream.rangeClosed(first, last)
                                .mapToObj(s -> Noted.text(aggregate, s) + mark)
                                .toList();
                append(engine, aggregate, first, texts, told);
            }
        } finally {
            writing.decrementAndGet();
        }
        return told;
    }

    private static void append(
            SequencedEngine engine, String aggregate, long first, List<String> texts, Told told) {
        try {
            engine.appendEvents(messages(aggregate, first, texts));
            told.stored().add(texts);
        } catch (ConcurrencyException | AggregateStreamCreationException lost) {
            told.refused().addAll(texts);
        }
    }

    private static List<Seen> read(SequencedEngine engine, Random random, AtomicInteger writing) {
        List<Seen> seen = new ArrayList<>();
        while (true) {
            boolean last = writing.get() == 0;
            int before = seen.size();
            follow(engine, random, seen);
            if (last && seen.size() == before) {
                return seen;
            }
            Thread.yield();
        }
    }

    /** Reads from where it stands, as far as it likes. */
    private static void follow(SequencedEngine engine, Random random, List<Seen> seen) {
        long position = seen.isEmpty() ? -1 : seen.getLast().position();
        Iterator<? extends TrackedEventMessage<?>> facts =
                engine.readEvents(Reading.token(position), random.nextBoolean()).iterator();
        int most = 1 + random.nextInt(60);
        for (int i = 0; i < most && facts.hasNext(); i++) {
            TrackedEventMessage<?> fact = facts.next();
            seen.add(new Seen(Reading.position(fact), Reading.text(fact)));
            if (random.nextInt(5) == 0) {
                Thread.yield();
            }
        }
    }

    private static void check(long seed, List<Told> told, List<List<Seen>> readers) {
        List<Seen> first = readers.getFirst();
        List<String> texts = first.stream().map(Seen::text).toList();
        assertThat(first.stream().map(Seen::position).toList())
                .as("positions, seed %d", seed)
                .isEqualTo(LongStream.range(0, first.size()).boxed().toList());
        assertThat(texts).as("no fact twice, seed %d", seed).doesNotHaveDuplicates();
        for (List<Seen> reader : readers) {
            assertThat(reader).as("all readers alike, seed %d", seed).isEqualTo(first);
        }
        int stored = 0;
        for (Told writer : told) {
            for (List<String> commit : writer.stored()) {
                stored += commit.size();
                assertThat(texts).as("commit whole, seed %d", seed).containsSubsequence(commit);
                int at = texts.indexOf(commit.getFirst());
                assertThat(texts.subList(at, at + commit.size()))
                        .as("commit in one piece, seed %d", seed)
                        .isEqualTo(commit);
            }
            assertThat(texts)
                    .as("nothing that was refused, seed %d", seed)
                    .noneMatch(writer.refused()::contains);
        }
        assertThat(texts).as("seed %d", seed).hasSize(stored);
    }

    private static <T> List<T> results(List<Future<T>> futures) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
