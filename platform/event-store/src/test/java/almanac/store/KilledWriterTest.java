package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.embedded.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a real process that appends: every acknowledged commit is there once and whole, none
 * is there in part, positions have no gap, and the next process appends behind them.
 */
class KilledWriterTest {

    private static final int ROUNDS = 6 * Integer.getInteger("random.times", 1);
    private static final long SEED = 4711;

    @TempDir private Path folder;

    @Test
    void a_killed_writer_leaves_whole_commits_and_all_that_it_was_told_of() throws Exception {
        var file = folder.resolve("facts.mv");
        var random = new Random(SEED);
        var acknowledged = new HashMap<String, Integer>();
        for (var round = 0; round < ROUNDS; round++) {
            acknowledged.putAll(killed(file, round, 50 + random.nextInt(300)));
            try (var store = EmbeddedMongo.open(file);
                    var client = MongoClients.create(store.settings().build())) {
                var engine = KilledWriter.engine(client.getDatabase("kill"));
                check(engine, acknowledged, "round %d, seed %d".formatted(round, SEED));
                var name = "after-" + round;
                engine.appendEvents(KilledWriter.commit(name, 0));
                acknowledged.put(name, 0);
                check(engine, acknowledged, "append after round " + round);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * KilledWriter.THREADS);
    }

    private static void check(SequencedEngine engine, Map<String, Integer> told, String where) {
        var stored = new HashMap<String, List<String>>();
        for (var text : Reading.texts(engine)) {
            stored.computeIfAbsent(owner(text), owner -> new ArrayList<>()).add(text);
        }
        told.forEach((name, last) -> {
            var facts = stored.remove(name);
            // the last commit may be stored without its answer having got out
            assertThat(facts).as(where).isIn(through(name, last), through(name, last + 1));
        });
        // writers that were killed before their first answer
        stored.forEach((name, facts) -> assertThat(facts).as(where).isEqualTo(through(name, 0)));
        var positions = Reading.positions(engine);
        assertThat(positions)
                .as(where)
                .isEqualTo(
                        LongStream.range(
                                        positions.getFirst(),
                                        positions.getFirst() + positions.size())
                                .boxed()
                                .toList());
    }

    private static String owner(String text) {
        return text.substring(0, text.indexOf('#'));
    }

    private static List<String> through(String name, int last) {
        var texts = new ArrayList<String>();
        for (var number = 0; number <= last; number++) {
            KilledWriter.commit(name, number).forEach(fact -> texts.add(Reading.text(fact)));
        }
        return texts;
    }

    private static Map<String, Integer> killed(Path file, int round, int commits)
            throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                // memory used again is cheaper than memory never touched
                                "-Xmn16m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName(),
                                file.toString(),
                                "r" + round)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var last = new HashMap<String, Integer>();
        try (var lines = process.inputReader()) {
            for (var i = 0; i < commits; i++) {
                assertThat(note(lines, last)).as("the writer ended by itself").isTrue();
            }
            process.toHandle().destroyForcibly();
            while (note(lines, last)) {
                // what was said before the end
            }
        }
        process.onExit().join();
        return last;
    }

    private static boolean note(BufferedReader lines, Map<String, Integer> last)
            throws IOException {
        var line = lines.readLine();
        if (line == null) {
            return false;
        }
        var parts = line.split(" ");
        last.put(parts[0], Integer.valueOf(parts[1]));
        return true;
    }
}
