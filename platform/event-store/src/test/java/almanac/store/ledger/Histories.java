package almanac.store.ledger;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Histories of these tests, as the lines of a file. */
final class Histories {

    static final LedgerSigner SIGNER = signer();
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Histories() {}

    static LedgerSigner signer() {
        return new LedgerSigner(pair());
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<LedgerFact> facts(int count, RandomGenerator random) {
        var lengths = new HashMap<String, Long>();
        var facts = new ArrayList<LedgerFact>();
        for (var position = 0; position < count; position++) {
            var stream = "entry-" + random.nextInt(7);
            var sequence = lengths.merge(stream, 1L, Long::sum) - 1;
            facts.add(fact(position, stream, sequence, text(random)));
        }
        return facts;
    }

    static LedgerFact fact(long position, String stream, long sequence, String text) {
        return new LedgerFact(
                position,
                "commit-" + position,
                stream,
                OptionalLong.of(sequence),
                "id-" + position,
                NOON.plusSeconds(position).toString(),
                "entry.updated",
                Optional.of("1"),
                Optional.of("Entry"),
                "{\"title\":\"" + text + "\"}",
                "{\"actor\":\"7\"}");
    }

    /** What a cipher, a person or another language writes. */
    private static String text(RandomGenerator random) {
        var bytes = new byte[random.nextInt(1, 30)];
        random.nextBytes(bytes);
        return switch (random.nextInt(3)) {
            case 0 -> Base64.getEncoder().encodeToString(bytes);
            case 1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            default -> "Zoë 🎂 \\n \u2028" + bytes.length;
        };
    }

    /**
     * A whole file with a checkpoint behind every so many facts, and some facts behind the last.
     */
    static List<String> file(List<LedgerFact> facts, int each, LedgerSigner signer) {
        return file(facts, each, signer, true);
    }

    /** The same, with or without the links that the notary noted. */
    static List<String> file(
            List<LedgerFact> facts, int each, LedgerSigner signer, boolean linked) {
        var lines = new ArrayList<String>();
        var heads = Heads.unbounded();
        var running = Hash.NONE;
        var last = Optional.<Checkpoint>empty();
        lines.add(LedgerLines.begin(NOON.toString(), signer.name()));
        for (var fact : facts) {
            var link = heads.add(fact);
            running = Chain.running(running, link);
            lines.add(LedgerLines.fact(fact, linked ? Optional.of(link) : Optional.empty()));
            if ((fact.position() + 1) % each == 0) {
                var at = NOON.plusSeconds(fact.position());
                last = Optional.of(signer.after(last, fact.position(), running, at));
                lines.add(LedgerLines.checkpoint(last.get()));
            }
        }
        lines.add(LedgerLines.end(facts.size(), facts.size() / each));
        return lines;
    }

    static Map<String, Object> fields(String line) {
        return JsonLine.parse(line);
    }

    static boolean isFact(String line) {
        return line.startsWith("{\"kind\":\"fact\"");
    }

    static boolean isCheckpoint(String line) {
        return line.startsWith("{\"kind\":\"checkpoint\"");
    }

    static List<Checkpoint> checkpoints(List<String> lines) {
        return lines.stream()
                .filter(Histories::isCheckpoint)
                .map(line -> LedgerLines.checkpoint(fields(line)))
                .toList();
    }
}
