package almanac.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** One thing is changed in a random history, whatever it is: the verifier says where. */
class TamperedFilesTest {

    private static final int ROUNDS = 250 * Integer.getInteger("random.times", 1);

    /** What was done, and at which position it has to be seen. */
    private record Mutation(String what, long position) {}

    @Test
    void whatever_is_changed_is_found_where_it_is() throws IOException {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var facts = Histories.facts(random.nextInt(2, 60), random);
            // a signature costs more than everything else here
            var each = random.nextInt(1 + facts.size() / 5, facts.size() + 1);
            var lines = Histories.file(facts, each, Histories.SIGNER);
            if (seed % 10 == 0) {
                assertThat(prove(lines).problem()).as("untouched, seed %d", seed).isEmpty();
            }

            var done = mutate(lines, facts, random);
            var proof = prove(lines);

            var where = "%s, seed %d: %s".formatted(done, seed, proof.problem());
            assertThat(proof.holds()).as(where).isFalse();
            assertThat(proof.problem().orElseThrow().position())
                    .as(where)
                    .isEqualTo(done.position());
            assertThat(proof.proven().map(Checkpoint::position).orElse(-1L))
                    .as("nothing behind it is proven: %s", where)
                    .isLessThan(Math.max(0, done.position()));
        }
    }

    private static Proof prove(List<String> lines) throws IOException {
        try (var reader = new BufferedReader(new StringReader(String.join("\n", lines)))) {
            return HistoryFile.prove(
                    reader, LedgerKeys.of(List.of(Histories.SIGNER.publicKey())), List.of());
        }
    }

    private static Mutation mutate(
            List<String> lines, List<LedgerFact> facts, RandomGenerator random) {
        var position = random.nextInt(facts.size());
        var at = line(lines, position);
        return switch (random.nextInt(7)) {
            case 0 -> field(lines, at, position, random);
            case 1 -> {
                lines.remove(at);
                yield new Mutation("removed", position);
            }
            case 2 -> {
                lines.add(at + 1, lines.get(at));
                yield new Mutation("doubled", position);
            }
            case 3 -> swapped(lines, facts, random);
            case 4 -> checkpoint(lines, random);
            case 5 -> {
                lines.subList(at, lines.size()).clear();
                yield new Mutation("cut", position);
            }
            default -> {
                var other = random.nextInt(facts.size());
                lines.set(at, lines.get(at).replaceFirst("\"commit\":\"", "\"commit\":\"" + other));
                yield new Mutation("moved to another commit", position);
            }
        };
    }

    private static int line(List<String> lines, long position) {
        for (var at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("{\"kind\":\"fact\",\"position\":" + position + ",")) {
                return at;
            }
        }
        throw new AssertionError("no line of " + position);
    }

    private static Mutation field(
            List<String> lines, int at, long position, RandomGenerator random) {
        var names =
                List.of("stream", "id", "at", "name", "revision", "type", "payload", "metaData");
        var name = names.get(random.nextInt(names.size()));
        var mark = "\"" + name + "\":\"";
        lines.set(at, lines.get(at).replace(mark, mark + "x"));
        return new Mutation("changed " + name, position);
    }

    private static Mutation swapped(
            List<String> lines, List<LedgerFact> facts, RandomGenerator random) {
        var first = random.nextInt(facts.size() - 1);
        var second = random.nextInt(first + 1, facts.size());
        var one = line(lines, first);
        var other = line(lines, second);
        var kept = lines.get(one);
        lines.set(one, lines.get(other));
        lines.set(other, kept);
        return new Mutation("swapped with " + second, first);
    }

    private static Mutation checkpoint(List<String> lines, RandomGenerator random) {
        var all = new ArrayList<Integer>();
        for (var at = 0; at < lines.size(); at++) {
            if (Histories.isCheckpoint(lines.get(at))) {
                all.add(at);
            }
        }
        var at = all.get(random.nextInt(all.size()));
        var position = LedgerLines.checkpoint(Histories.fields(lines.get(at))).position();
        var names = List.of("running", "previous", "at", "key");
        var name = names.get(random.nextInt(names.size()));
        // hashes and times stay readable
        lines.set(
                at,
                lines.get(at)
                        .replaceFirst(
                                "\"" + name + "\":\"(.)....", "\"" + name + "\":\"$1" + "1234"));
        return new Mutation("changed " + name + " of a checkpoint", position);
    }
}
