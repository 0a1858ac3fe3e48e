package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;

class FactSerializerTest {

    /** A fact with every kind of value that needs a module. */
    record Dated(
            Instant instant,
            LocalDate date,
            ZonedDateTime zoned,
            Duration duration,
            Optional<String> note) {}

    record Unnamed(String text) {}

    private final FactSerializer serializer =
            new FactSerializer(
                    FactNames.table()
                            .add("test.noted", "3", Noted.class)
                            .add("test.dated", "1", Dated.class)
                            .build());

    private SerializedObject<String> stored(String name, String revision, String json) {
        return new SimpleSerializedObject<>(json, String.class, name, revision);
    }

    @Test
    void a_fact_is_stored_under_its_name_and_revision() {
        SerializedObject<String> stored =
                serializer.serialize(new Noted("hello", Noted.NOON), String.class);

        assertThat(stored.getType().getName()).isEqualTo("test.noted");
        assertThat(stored.getType().getRevision()).isEqualTo("3");
        assertThat(stored.getData())
                .isEqualTo("{\"text\":\"hello\",\"at\":\"2026-03-01T12:00:00.123456Z\"}");
        assertThat(serializer.<String, Noted>deserialize(stored))
                .isEqualTo(new Noted("hello", Noted.NOON));
    }

    @Test
    void dates_are_iso_and_keep_their_zone() {
        Dated fact =
                new Dated(
                        Noted.NOON,
                        LocalDate.of(2028, 2, 29),
                        ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]"),
                        Duration.ofMinutes(90),
                        Optional.empty());
        SerializedObject<String> stored = serializer.serialize(fact, String.class);

        assertThat(stored.getData())
                .contains("\"2028-02-29\"", "PT1H30M", "2026-10-25T02:30:00+01:00");
        Dated read = serializer.deserialize(stored);
        assertThat(read.instant()).isEqualTo(fact.instant());
        assertThat(read.date()).isEqualTo(fact.date());
        assertThat(read.zoned().toOffsetDateTime()).isEqualTo(fact.zoned().toOffsetDateTime());
        assertThat(read.duration()).isEqualTo(fact.duration());
        assertThat(read.note()).isEmpty();
    }

    @Test
    void a_class_without_a_name_is_not_written() {
        assertThatThrownBy(() -> serializer.serialize(new Unnamed("x"), String.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Unnamed has no stored name");
    }

    @Test
    void an_unknown_name_is_refused_rather_than_skipped() {
        assertThatThrownBy(() -> serializer.deserialize(stored("test.forgotten", "1", "{}")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("test.forgotten");
        assertThatThrownBy(() ->
                        serializer.deserialize(
                                stored(Unnamed.class.getName(), "1", "{\"text\":\"\"}")))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_revision_no_upcaster_raised_is_refused() {
        assertThatThrownBy(() -> serializer.deserialize(stored("test.noted", "2", "{}")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("revision 2");
    }

    @Test
    void metadata_and_tokens_pass() {
        MetaData metaData = MetaData.with("actor", "ann").and("count", 3);
        assertThat(roundTrip(metaData)).isEqualTo(metaData);
        TrackingToken token = new GlobalSequenceTrackingToken(42);
        assertThat(roundTrip(token)).isEqualTo(token);
        TrackingToken replay =
                ReplayToken.createReplayToken(token, new GlobalSequenceTrackingToken(-1));
        assertThat(roundTrip(replay)).isEqualTo(replay);
    }

    private Object roundTrip(Object object) {
        return serializer.deserialize(serializer.serialize(object, byte[].class));
    }

    @Test
    void a_name_and_a_class_are_in_the_table_once() {
        FactNames.Table table = FactNames.table().add("a", "1", Noted.class);
        assertThatThrownBy(() -> table.add("a", "1", Dated.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.add("b", "1", Noted.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(FactNames.of(Map.of("a", Noted.class)).nameOf(Noted.class).orElseThrow())
                .isEqualTo(new FactNames.FactName("a", "1", Noted.class));
    }
}
