package almanac.store;

import static almanac.store.Noted.messages;
import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.store.Ledgers.TestClock;
import almanac.store.ledger.HistoryFile;
import almanac.store.ledger.Proof;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One document is changed in the store, whichever it is: the proof says where. */
class NotedHistoryTest {

    private static final int ROUNDS = 30 * Integer.getInteger("random.times", 1);

    private final StoreFixture store = new StoreFixture();
    private final Ledgers ledgers = new Ledgers(store.database(), 14, Duration.ofHours(1));
    private final List<Document> commits = new ArrayList<>();

    @BeforeEach
    void write() {
        var engine = store.engine();
        var random = new SplittableRandom(7);
        var lengths = new HashMap<String, Long>();
        var notary = ledgers.notary("one", new TestClock());
        for (var commit = 0; commit < 40; commit++) {
            var stream = "note-" + random.nextInt(6);
            var from = lengths.getOrDefault(stream, 0L);
            var last = from + random.nextInt(3);
            engine.appendEvents(messages(stream, from, last));
            lengths.put(stream, last + 1);
            if (commit < 38) {
                notary.work();
            }
        }
        store.facts().find().sort(new Document("_id", 1)).into(commits);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MongoCollection<Document> collection(String name) {
        return store.database().getCollection(name);
    }

    private Proof offline() throws IOException {
        var out = new ByteArrayOutputStream();
        ledgers.history().write(Noted.NOON, Ledgers.SIGNER.name(), out);
        var text = out.toString(StandardCharsets.UTF_8);
        try (var lines = new BufferedReader(new StringReader(text))) {
            return HistoryFile.prove(lines, Ledgers.KEYS, List.of());
        }
    }

    @Test
    void what_nobody_touched_is_proven_here_and_from_its_export() throws IOException {
        var here = ledgers.prove();
        assertThat(here.problem()).isEmpty();
        assertThat(here.newer()).isPositive();
        assertThat(here.proven().orElseThrow().number()).isGreaterThan(3);
        assertThat(offline()).isEqualTo(here);
    }

    /** What was done, at which position it is seen, and whether an export shows it too. */
    private record Mutation(String what, long position, boolean exported) {}

    @Test
    void whatever_is_changed_of_what_was_noted_is_found_where_it_is() throws IOException {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            // the last two commits are newer than the notary
            var which = random.nextInt(38);
            var original = commits.get(which);
            var changed = copy(original);
            var done = mutate(changed, random);
            store.facts().replaceOne(eq("_id", original.get("_id")), changed);

            var here = ledgers.prove();
            var where = "%s, seed %d: %s".formatted(done, seed, here.problem());
            assertThat(here.holds()).as(where).isFalse();
            assertThat(here.problem().orElseThrow().position())
                    .as(where)
                    .isEqualTo(done.position());
            var there = offline();
            assertThat(there.holds()).as("export, %s", where).isEqualTo(!done.exported());
            there.problem()
                    .ifPresent(it ->
                            assertThat(it.position())
                                    .as("export, %s", where)
                                    .isEqualTo(done.position()));
            store.facts().replaceOne(eq("_id", original.get("_id")), original);
        }
        assertThat(ledgers.prove().problem()).isEmpty();
    }

    private static Document copy(Document commit) {
        var copy = new Document(commit);
        copy.put(
                "facts",
                commit.getList("facts", Document.class).stream().map(Document::new).toList());
        return copy;
    }

    private static Mutation mutate(Document commit, RandomGenerator random) {
        var position = commit.getLong("_id");
        var facts = commit.getList("facts", Document.class);
        var index = random.nextInt(facts.size());
        var fact = facts.get(index);
        return switch (random.nextInt(7)) {
            case 0, 1 -> {
                var names = List.of("id", "name", "revision", "type", "data", "meta");
                var name = names.get(random.nextInt(names.size()));
                fact.put(name, fact.getString(name) + "x");
                yield new Mutation("changed " + name, position + index, true);
            }
            case 2 -> {
                commit.put("commit", "another");
                yield new Mutation("another commit", position, true);
            }
            case 3 -> {
                commit.put("stream", "nobody");
                yield new Mutation("another stream", position, true);
            }
            case 4 -> {
                var name = random.nextBoolean() ? "first" : "last";
                commit.put(name, commit.getLong(name) + 100);
                yield new Mutation("another " + name, position, false);
            }
            case 5 -> {
                commit.put("hidden", true);
                yield new Mutation("one more field", position, false);
            }
            default -> {
                commit.put("latest", "2020-01-01T00:00:00Z");
                yield new Mutation("older", position, false);
            }
        };
    }

    @Test
    void a_commit_that_is_gone_is_missed_wherever_it_was() throws IOException {
        for (var gone : List.of(0, 1, 20, 37)) {
            var commit = commits.get(gone);
            store.facts().deleteOne(eq("_id", commit.get("_id")));
            for (var proof : List.of(ledgers.prove(), offline())) {
                assertThat(proof.problem().orElseThrow().position())
                        .as("commit %d", gone)
                        .isEqualTo(commit.getLong("_id"));
                assertThat(proof.problem().orElseThrow().what()).contains("missing");
            }
            store.facts().insertOne(commit);
        }
    }

    @Test
    void everything_from_somewhere_on_is_missed_although_nothing_follows_it() throws IOException {
        var from = commits.get(20).getLong("_id");
        store.facts().deleteMany(new Document("_id", new Document("$gte", from)));
        for (var proof : List.of(ledgers.prove(), offline())) {
            assertThat(proof.problem().orElseThrow().position()).isEqualTo(from);
        }
    }

    @Test
    void two_commits_that_changed_places_are_found() {
        var one = new Document(commits.get(10));
        var other = new Document(commits.get(12));
        var position = one.getLong("_id");
        store.facts().deleteOne(eq("_id", position));
        store.facts().deleteOne(eq("_id", other.get("_id")));
        one.put("_id", other.getLong("_id"));
        other.put("_id", position);
        store.facts().insertMany(List.of(one, other));
        assertThat(ledgers.prove().problem().orElseThrow().position()).isEqualTo(position);
    }

    @Test
    void a_document_that_is_no_commit_is_named() {
        store.facts()
                .replaceOne(
                        eq("_id", commits.get(5).get("_id")),
                        new Document("commit", "x").append("stream", "y").append("first", 0L));
        var problem = ledgers.prove().problem().orElseThrow();
        assertThat(problem.position()).isEqualTo(commits.get(5).getLong("_id"));
        assertThat(problem.what()).contains("cannot be read");
    }

    @Test
    void notes_and_checkpoints_that_were_changed_are_found_too() {
        var checkpoints = collection("ledger_checkpoints");
        var third = new Document(requireNonNull(checkpoints.find(eq("_id", 3L)).first()));

        checkpoints.updateOne(eq("_id", 3L), set("signature", "AAAA"));
        assertThat(what()).contains("checkpoint 3 is forged");
        checkpoints.updateOne(eq("_id", 3L), set("running", "no hash"));
        assertThat(what()).contains("cannot be read");
        checkpoints.deleteOne(eq("_id", 3L));
        assertThat(what()).contains("number 3 is due");
        checkpoints.replaceOne(eq("_id", 3L), third, new ReplaceOptions().upsert(true));
        assertThat(ledgers.prove().problem()).isEmpty();

        checkpoints.deleteMany(new Document("_id", new Document("$gte", 3L)));
        assertThat(what()).contains("history was cut");

        checkpoints.replaceOne(eq("_id", 3L), third, new ReplaceOptions().upsert(true));
        var links = collection("ledger_links");
        links.updateOne(eq("_id", 0L), set("links", new Binary(new byte[32])));
        assertThat(what()).contains("the note about it was changed");
    }

    private static Document set(String field, Object value) {
        return new Document("$set", new Document(field, value));
    }

    private String what() {
        return ledgers.prove().problem().orElseThrow().what();
    }
}
