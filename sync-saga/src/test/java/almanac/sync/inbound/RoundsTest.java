package almanac.sync.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.MappingId;
import almanac.embedded.EmbeddedMongo;
import almanac.sync.TestClock;
import almanac.sync.link.Mappings;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a finished round says of its calendar. */
final class RoundsTest {

    private static final MappingId MAPPING = new MappingId(7);

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T08:00:00Z"));
    private EmbeddedMongo store;
    private MongoClient client;
    private Rounds rounds;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        var mappings = new Mappings(client.getDatabase("test"), new ObjectMapper());
        mappings.documents().insertOne(new Document("_id", MAPPING.value()));
        rounds = new Rounds(mappings, clock);
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    /** Its page may have been read before what happened then. */
    @Test
    void a_round_that_began_before_and_ended_after_did_not_read_since() {
        var running = begun("one");
        clock.pass(Duration.ofSeconds(2));
        var left = clock.instant();
        clock.pass(Duration.ofSeconds(2));
        finished(running);
        assertThat(rounds.readSince(MAPPING, left)).isFalse();

        finished(begun("two"));
        assertThat(rounds.readSince(MAPPING, left)).isTrue();
        assertThat(rounds.readSince(MAPPING, clock.instant().plusSeconds(1))).isFalse();
    }

    @Test
    void a_note_is_answered_by_a_round_that_begins_after_it() {
        var running = begun("one");
        var note = rounds.due(MAPPING);
        finished(running);
        assertThat(rounds.answered(MAPPING, note)).isFalse();
        assertThat(rounds.dueAt(MAPPING)).as("it is due at once").isEqualTo(clock.instant());

        finished(begun("two"));
        assertThat(rounds.answered(MAPPING, note)).isTrue();
        assertThat(rounds.dueAt(MAPPING)).isAfter(clock.instant());
    }

    private Round begun(String id) {
        var round = Round.begin(id, Round.Kind.DELTA, clock.instant());
        rounds.begin(MAPPING, round, rounds.progress(MAPPING).heard());
        return round;
    }

    private void finished(Round round) {
        var next = clock.instant().plus(Duration.ofMinutes(15));
        rounds.finish(MAPPING, round, rounds.progress(MAPPING), "cursor", next);
    }
}
