package almanac.store.ledger;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * History as lines of JSON: a line {@code ledger} first, each fact, each checkpoint behind the last
 * fact that it covers, and a line {@code end}. Texts of facts are texts here, also where they hold
 * JSON, so that not a character of what was hashed is lost.
 */
public final class LedgerLines {

    static final String KIND = "kind";
    static final String BEGIN = "ledger";
    static final String FACT = "fact";
    static final String CHECKPOINT = "checkpoint";
    static final String END = "end";
    static final long FORMAT = 1;

    private static final HexFormat HEX = HexFormat.of();

    private static final Set<String> FACT_FIELDS =
            Set.of(
                    KIND,
                    "position",
                    "commit",
                    "stream",
                    "sequence",
                    "id",
                    "at",
                    "name",
                    "revision",
                    "type",
                    "payload",
                    "metaData",
                    "link");
    private static final Set<String> CHECKPOINT_FIELDS =
            Set.of(
                    KIND,
                    "number",
                    "position",
                    "running",
                    "at",
                    "previous",
                    "key",
                    "signature",
                    "hash");

    private final StringBuilder line = new StringBuilder(1024);

    private LedgerLines(String kind) {
        line.append("{\"").append(KIND).append("\":\"").append(kind).append('"');
    }

    /** The first line. */
    public static String begin(String at, String key) {
        return new LedgerLines(BEGIN)
                .number("format", FORMAT)
                .text("at", at)
                .text("key", key)
                .end();
    }

    /** A fact with its link, if it was noted. */
    public static String fact(LedgerFact fact, Optional<Hash> link) {
        var it =
                new LedgerLines(FACT)
                        .number("position", fact.position())
                        .text("commit", fact.commit())
                        .text("stream", fact.stream());
        fact.sequence().ifPresent(sequence -> it.number("sequence", sequence));
        it.text("id", fact.id()).text("at", fact.at()).text("name", fact.name());
        fact.revision().ifPresent(revision -> it.text("revision", revision));
        fact.aggregateType().ifPresent(type -> it.text("type", type));
        it.text("payload", fact.payload()).text("metaData", fact.metaData());
        link.ifPresent(its -> it.text("link", its.toString()));
        return it.end();
    }

    public static String checkpoint(Checkpoint checkpoint) {
        return new LedgerLines(CHECKPOINT)
                .number("number", checkpoint.number())
                .number("position", checkpoint.position())
                .text("running", checkpoint.running().toString())
                .text("at", checkpoint.at())
                .text("previous", checkpoint.previous().toString())
                .text("key", checkpoint.key())
                .text("signature", checkpoint.signature())
                .end();
    }

    /** The last line. */
    public static String end(long facts, long checkpoints) {
        return new LedgerLines(END).number("facts", facts).number("checkpoints", checkpoints).end();
    }

    private LedgerLines number(String name, long value) {
        line.append(",\"").append(name).append("\":").append(value);
        return this;
    }

    private LedgerLines text(String name, String value) {
        line.append(",\"").append(name).append("\":\"");
        for (var at = 0; at < value.length(); at++) {
            var it = value.charAt(at);
            if (it == '"' || it == '\\') {
                line.append('\\').append(it);
            } else if (it < ' ') {
                line.append("\\u").append(HEX.toHexDigits(it));
            } else {
                line.append(it);
            }
        }
        line.append('"');
        return this;
    }

    private String end() {
        return line.append('}').toString();
    }

    static LedgerFact fact(Map<String, Object> fields) {
        onlyThese(fields, FACT_FIELDS);
        return new LedgerFact(
                number(fields, "position"),
                text(fields, "commit"),
                text(fields, "stream"),
                fields.containsKey("sequence")
                        ? OptionalLong.of(number(fields, "sequence"))
                        : OptionalLong.empty(),
                text(fields, "id"),
                text(fields, "at"),
                text(fields, "name"),
                maybe(fields, "revision"),
                maybe(fields, "type"),
                text(fields, "payload"),
                text(fields, "metaData"));
    }

    static Optional<Hash> link(Map<String, Object> fields) {
        return maybe(fields, "link").map(Hash::parse);
    }

    /** A checkpoint as a line of history or as the API answers it. */
    static Checkpoint checkpoint(Map<String, Object> fields) {
        onlyThese(fields, CHECKPOINT_FIELDS);
        var it =
                new Checkpoint(
                        number(fields, "number"),
                        number(fields, "position"),
                        Hash.parse(text(fields, "running")),
                        text(fields, "at"),
                        Hash.parse(text(fields, "previous")),
                        text(fields, "key"),
                        text(fields, "signature"));
        if (maybe(fields, "hash").filter(hash -> !hash.equals(it.hash().toString())).isPresent()) {
            throw new IllegalArgumentException("the hash is not that of the checkpoint");
        }
        return it;
    }

    private static void onlyThese(Map<String, Object> fields, Set<String> known) {
        for (var name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("nobody knows the field " + name);
            }
        }
    }

    static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("the number " + name + " is missing");
    }

    private static String text(Map<String, Object> fields, String name) {
        return maybe(fields, name)
                .orElseThrow(
                        () -> new IllegalArgumentException("the text " + name + " is missing"));
    }

    static Optional<String> maybe(Map<String, Object> fields, String name) {
        var value = fields.get(name);
        if (value instanceof Long) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return Optional.ofNullable((String) value);
    }
}
