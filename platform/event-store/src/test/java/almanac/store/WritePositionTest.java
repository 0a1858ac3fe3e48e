package almanac.store;

import static almanac.store.Noted.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritePositionTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    private String append(String aggregate, long first, long last) {
        engine.appendEvents(messages(aggregate, first, last));
        return aggregate;
    }

    @Test
    void the_last_position_appended_inside_is_told() {
        append("a", 0, 0);
        WritePosition.Written<String> written =
                WritePosition.capture(() -> append("b", 0, 1) + append("c", 0, 2));

        assertThat(written.value()).isEqualTo("bc");
        assertThat(written.position()).hasValue(5);
    }

    @Test
    void work_that_appends_nothing_has_no_position() {
        append("a", 0, 0);
        assertThat(WritePosition.capture(() -> "read").position()).isEmpty();
    }

    @Test
    void an_inner_capture_tells_the_outer_one() {
        WritePosition.Written<WritePosition.Written<String>> outer =
                WritePosition.capture(() -> WritePosition.capture(() -> append("a", 0, 2)));
        assertThat(outer.position()).hasValue(2);
        assertThat(outer.value().position()).hasValue(2);
    }

    @Test
    void what_another_thread_appends_is_not_seen() {
        WritePosition.Written<String> written =
                WritePosition.capture(() -> {
                    Thread other = Thread.ofVirtual().start(() -> append("a", 0, 0));
                    while (other.isAlive()) {
                        Thread.onSpinWait();
                    }
                    return append("b", 0, 0);
                });
        assertThat(written.position()).hasValue(1);
        assertThat(WritePosition.capture(() -> "later").position()).isEmpty();
    }
}
