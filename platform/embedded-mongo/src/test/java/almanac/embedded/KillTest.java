package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a real process under load: no acknowledged write may be lost, and the indexes must fit
 * the documents.
 */
class KillTest {

    private static final int ROUNDS = 30;
    private static final long SEED = 4711;

    @TempDir Path folder;

    @Test
    void a_killed_process_loses_no_acknowledged_write() throws Exception {
        Path file = folder.resolve("data.mv");
        Random random = new Random(SEED);
        int acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Durability durability =
                    round % 5 == 4 ? Durability.POWER_LOSS : Durability.PROCESS_CRASH;
            Map<String, Integer> steps = killed(file, durability, round, 50 + random.nextInt(150));
            acknowledged += steps.values().stream().mapToInt(Integer::intValue).sum();
            try (Opened opened = Opened.on(file)) {
                steps.forEach((owner, last) -> assertStored(opened, owner, last));
                assertThat(opened.database().runCommand(new Document("validate", "things")))
                        .as("indexes after round %d, seed %d", round, SEED)
                        .containsEntry("errors", List.of())
                        .containsEntry("valid", true);
            }
        }
        assertThat(acknowledged).isGreaterThan(ROUNDS * 100);
    }

    private static void assertStored(Opened opened, String owner, int last) {
        Map<String, Integer> stored = new TreeMap<>();
        for (Document one : opened.collection().find(eq("owner", owner))) {
            stored.put(one.getString("_id"), one.getInteger("version"));
        }
        assertThat(stored)
                .as("owner %s after %d acknowledged steps, seed %d", owner, last, SEED)
                .isIn(Writers.after(owner, last), Writers.after(owner, last + 1));
    }

    private static Map<String, Integer> killed(
            Path file, Durability durability, int round, int writes) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                // memory used again is cheaper than memory never touched
                                "-Xmn16m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writers.class.getName(),
                                file.toString(),
                                durability.name(),
                                String.valueOf(round))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Map<String, Integer> steps = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < writes; i++) {
                record(lines.readLine(), steps);
            }
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                record(line, steps);
            }
        }
        process.onExit().join();
        return steps;
    }

    private static void record(String line, Map<String, Integer> steps) {
        String[] parts = line.split(" ");
        steps.put(parts[0], Integer.valueOf(parts[1]));
    }
}
