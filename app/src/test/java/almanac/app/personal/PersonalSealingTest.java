package almanac.app.personal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TestDatabase;
import almanac.message.FactNames;
import almanac.store.Durability;
import almanac.store.FactSerializer;
import almanac.sync.oauth.Seal;
import almanac.sync.oauth.VaultKeys;
import almanac.user.UserFact;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts of every type, with random words in every personal place. */
final class PersonalSealingTest {

    private static final Path GOLDEN = Path.of("../shared-api/src/test/resources/facts");
    private static final String ACTOR = "42";
    private static final int ROUNDS = 40;

    private final MongoDatabase database = TestDatabase.fresh();
    private final PersonKeys keys = keys(database);
    private final PersonalSealing sealing = new PersonalSealing(keys, new SecureRandom());
    private final FactSerializer serializer =
            new FactSerializer(almanac.store.FactNames.of(FactNames.ALL));
    private final Shapes shapes = new Shapes();

    private static PersonKeys keys(MongoDatabase database) {
        var random = new SecureRandom();
        var secret = new byte[32];
        random.nextBytes(secret);
        var vault = VaultKeys.of(List.of(Base64.getEncoder().encodeToString(secret)));
        return new PersonKeys(
                database,
                Durability.SINGLE_SERVER,
                new Seal(vault, random),
                random,
                Clock.systemUTC());
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @TestFactory
    Stream<DynamicTest> what_is_sealed_opens_as_it_was_and_once_erased_still_is_a_fact()
            throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.sorted().toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(),
                                    () -> {
                                        var own = TestDatabase.fresh();
                                        sealedOpenedAndErased(file, keys(own));
                                        own.drop();
                                    }));
        }
    }

    private void sealedOpenedAndErased(Path file, PersonKeys own) throws IOException {
        var sealer = new PersonalSealing(own, new SecureRandom());
        var name = file.getFileName().toString().replaceFirst("(\\+.*)?\\.json$", "");
        var type = Objects.requireNonNull(FactNames.ALL.get(name));
        var golden = written(read(name, Files.readString(file)));
        var before = new java.util.ArrayList<Erasable>();
        for (var seed = 0; seed < ROUNDS; seed++) {
            var words = new Words(seed);
            var text = words.in(Splitting.of(golden, shapes.of(type)));
            var fact = read(name, text);
            var payload = written(fact);
            var message = message(fact);

            var stored = sealer.sealed(message, payload);

            assertThat(words.seen(stored)).as("seed %d: %s", seed, stored).isEmpty();
            assertThat(sealer.opened(message.getIdentifier(), stored))
                    .as("seed %d", seed)
                    .isEqualTo(payload);
            before.add(new Erasable(message.getIdentifier(), stored, words, seed));
        }
        own.destroy(person(read(name, golden)), "erasure-1");
        for (var each : before) {
            var left = sealer.opened(each.fact(), each.stored());
            assertThat(each.words().seen(left)).as("seed %d: %s", each.seed(), left).isEmpty();
            assertThat(read(name, left)).as("seed %d", each.seed()).isInstanceOf(type);
        }
    }

    private static UserId person(Object fact) {
        return fact instanceof UserFact about ? about.user() : new UserId(Long.parseLong(ACTOR));
    }

    private record Erasable(String fact, String stored, Words words, int seed) {}

    @Test
    void a_fact_about_a_user_is_theirs_and_any_other_is_of_who_acted() {
        var fact = read("comment.edited", golden("comment.edited"));
        var role = (UserFact) read("user.registered", golden("user.registered"));

        assertThat(sealing.sealed(message(fact), written(fact)))
                .startsWith("{\"~sealed\":{\"person\":" + ACTOR + ",\"blob\":\"");
        assertThat(sealing.sealed(message(role), written(role)))
                .startsWith("{\"~sealed\":{\"person\":" + role.user().value() + ",\"blob\":\"");
    }

    @Test
    void a_fact_of_nobody_and_a_fact_that_was_never_sealed_are_as_they_were_written() {
        var fact = read("comment.edited", golden("comment.edited"));
        var written = written(fact);

        assertThat(sealing.sealed(GenericEventMessage.asEventMessage(fact), written))
                .isEqualTo(written);
        assertThat(sealing.opened("any", written)).isEqualTo(written);
    }

    @Test
    void somebody_who_was_erased_writes_no_words_any_more() {
        keys.destroy(new UserId(Long.parseLong(ACTOR)), "erasure-1");
        var fact = read("comment.edited", golden("comment.edited"));

        var stored = sealing.sealed(message(fact), written(fact));

        assertThat(stored).contains("(erased)").doesNotContain("~sealed");
        assertThat(read("comment.edited", stored)).isInstanceOf(fact.getClass());
    }

    private static String golden(String name) {
        try {
            return Files.readString(GOLDEN.resolve(name + ".json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Object read(String name, String json) {
        return serializer.deserialize(new SimpleSerializedObject<>(json, String.class, name, "1"));
    }

    private String written(Object fact) {
        return serializer.serialize(fact, String.class).getData();
    }

    private static EventMessage<?> message(Object fact) {
        return GenericEventMessage.asEventMessage(fact)
                .withMetaData(Map.of("actor", ACTOR, "origin", "user"));
    }

    /** Random texts in the place of those that a golden fact has. */
    private static final class Words {

        private static final String ODD = "\\\"{}[]:,'ä€😀 <\t";

        private final SplittableRandom random;
        private final String mark;
        private int count;

        Words(int seed) {
            this.random = new SplittableRandom(seed);
            this.mark = "Qx" + seed + "w";
        }

        String in(Split golden) {
            var pieces =
                    golden.pieces().stream()
                            .map(piece ->
                                    new Split.Piece(
                                            piece.at(), piece.length(), instead(piece.said())))
                            .toList();
            return new Split(golden.rest(), pieces).whole();
        }

        private String instead(String said) {
            if (said.startsWith("[\"")) {
                return Stream.generate(() -> quoted(text()))
                        .limit(random.nextInt(1, 4))
                        .collect(Collectors.joining(",", "[", "]"));
            }
            if (!said.startsWith("\"")) {
                return said;
            }
            if (said.contains("://")) {
                return quoted("https://" + word() + ".example.org/" + word());
            }
            return quoted(said.contains("@") ? word() + "@example.org" : text());
        }

        private String word() {
            return mark + count++;
        }

        private String text() {
            var text = new StringBuilder(word());
            for (var i = random.nextInt(6); i > 0; i--) {
                text.appendCodePoint(
                        ODD.codePointAt(
                                ODD.offsetByCodePoints(
                                        0, random.nextInt(ODD.codePointCount(0, ODD.length())))));
            }
            return text.toString();
        }

        private static String quoted(String text) {
            return '"'
                    + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t")
                    + '"';
        }

        List<String> seen(String stored) {
            return Stream.of(mark).filter(stored::contains).toList();
        }
    }
}
