package almanac.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyHistoryTest {

    @TempDir private Path directory;

    private record Run(int exit, String out, String err) {}

    private static Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit =
                VerifyHistory.run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines).toString();
    }

    @Test
    void it_says_what_is_proven_and_what_is_not() throws IOException {
        var lines =
                Histories.file(Histories.facts(25, new SplittableRandom(5)), 10, Histories.SIGNER);
        var key = Histories.SIGNER.publicKey();
        var good = file("good", lines);
        var anchor = file("anchor", List.of(lines.get(11)));

        var proven = run(good, "--key", key, "--anchor", anchor);
        assertThat(proven.exit()).as(proven.err()).isZero();
        assertThat(proven.out())
                .contains("proven: positions 0 to 19, by checkpoint 2 of ")
                .contains("newer: 5 facts")
                .contains("kept checkpoints found: 1");
        assertThat(run(good, "--key", file("key", List.of(key))).exit()).isZero();

        lines.set(5, lines.get(5).replace("title", "titel"));
        var tampered = run(file("bad", lines), "--key", key);
        assertThat(tampered.exit()).isEqualTo(1);
        assertThat(tampered.out()).startsWith("NOT PROVEN: position 4 of entry-");
        assertThat(tampered.out()).contains("proven: nothing");
    }

    @Test
    void what_it_cannot_tell_is_no_proof() throws IOException {
        var lines =
                Histories.file(Histories.facts(5, new SplittableRandom(5)), 2, Histories.SIGNER);
        var good = file("good", lines);
        var key = Histories.SIGNER.publicKey();
        assertThat(run(good).err()).contains("--key");
        assertThat(run(good, "--key").exit()).isEqualTo(2);
        assertThat(run("--key", key).exit()).isEqualTo(2);
        assertThat(run(good, "--key", "nonsense").err()).contains("not a public Ed25519 key");
        assertThat(run(directory.resolve("none").toString(), "--key", key).exit()).isEqualTo(2);
        assertThat(run(good, "--key", key, "--anchor", good).exit()).isEqualTo(2);
        assertThat(run(good, "--key", key, "--anchor", file("empty", List.of())).exit())
                .isEqualTo(2);
        var garbled = Files.write(directory.resolve("garbled"), new byte[] {'{', (byte) 0xff});
        assertThat(run(garbled.toString(), "--key", key).exit()).isEqualTo(1);
    }
}
