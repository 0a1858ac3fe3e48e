package almanac.store;

import static almanac.store.Noted.NOON;
import static almanac.store.Noted.message;
import static almanac.store.Noted.messages;
import static almanac.store.Reading.textsAfter;
import static almanac.store.Reading.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_empty_store_has_no_tokens() {
        assertThat(engine.createTailToken()).isNull();
        assertThat(engine.createHeadToken()).isNull();
        assertThat(engine.createTokenAt(NOON)).isNull();
    }

    @Test
    void the_tail_is_before_the_first_fact_and_the_head_at_the_last() {
        engine.appendEvents(messages("a", 0, 2));
        SequencedEngine other = store.engine();

        assertThat(other.createTailToken()).isEqualTo(token(-1));
        assertThat(other.createHeadToken()).isEqualTo(token(2));
        assertThat(textsAfter(other, -1)).hasSize(3);
        assertThat(textsAfter(other, 2)).isEmpty();
    }

    @Test
    void a_token_at_an_instant_is_before_the_first_fact_at_or_after_it() {
        engine.appendEvents(message("a", 0, NOON), message("a", 1, NOON.plusSeconds(1)));
        engine.appendEvents(message("b", 0, NOON.plusSeconds(2)));

        assertThat(engine.createTokenAt(NOON.minusNanos(1))).isEqualTo(token(-1));
        assertThat(engine.createTokenAt(NOON)).isEqualTo(token(-1));
        assertThat(engine.createTokenAt(NOON.plusNanos(1))).isEqualTo(token(0));
        assertThat(engine.createTokenAt(NOON.plusSeconds(1))).isEqualTo(token(0));
        assertThat(engine.createTokenAt(NOON.plusMillis(1500))).isEqualTo(token(1));
        assertThat(engine.createTokenAt(NOON.plusSeconds(2))).isEqualTo(token(1));
    }

    @Test
    void a_token_after_all_facts_is_the_head() {
        engine.appendEvents(message("a", 0, NOON));
        assertThat(engine.createTokenAt(NOON.plusSeconds(9))).isEqualTo(token(0));
    }

    @Test
    void a_token_at_an_instant_is_right_under_clock_skew_of_two_nodes() {
        long seed = 20260301;
        Random random = new Random(seed);
        SequencedEngine behind = store.engine();
        List<Instant> timestamps = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean first = random.nextBoolean();
            Instant now = NOON.plusSeconds(i * 10L).minusSeconds(first ? 0 : random.nextInt(200));
            int size = 1 + random.nextInt(3);
            List<Instant> own = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                own.add(now.plusMillis(random.nextInt(9000)));
            }
            (first ? engine : behind).appendEvents(commit("a" + i, own));
            timestamps.addAll(own);
        }
        for (int second = -10; second < 620; second += 7) {
            Instant instant = NOON.plusSeconds(second);
            assertThat(engine.createTokenAt(instant))
                    .as("at %s, seed %d", instant, seed)
                    .isEqualTo(token(firstAtOrAfter(timestamps, instant) - 1));
        }
    }

    private static EventMessage<?>[] commit(String aggregate, List<Instant> timestamps) {
        return IntStream.range(0, timestamps.size())
                .mapToObj(i -> message(aggregate, i, timestamps.get(i)))
                .toArray(EventMessage<?>[]::new);
    }

    private static int firstAtOrAfter(List<Instant> timestamps, Instant instant) {
        for (int i = 0; i < timestamps.size(); i++) {
            if (!timestamps.get(i).isBefore(instant)) {
                return i;
            }
        }
        return timestamps.size();
    }
}
