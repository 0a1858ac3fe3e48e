package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedTokenStoreTest {

    private static final String NAME = "entries";
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final StoreFixture store = new StoreFixture();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger extended = new AtomicInteger();
    private boolean lost;
    private final ObservedTokenStore tokens =
            new ObservedTokenStore(
                    new InMemoryTokenStore() {
                        @Override
                        public void extendClaim(String processorName, int segment) {
                            extended.incrementAndGet();
                            if (lost) {
                                throw new UnableToClaimTokenException("lost");
                            }
                        }
                    },
                    new ProjectionProgress(
                            store.database().getCollection("tokens"),
                            JacksonSerializer.defaultSerializer()),
                    FRESH,
                    nanos::get);

    @BeforeEach
    void claim() {
        tokens.initializeTokenSegments(NAME, 1);
        tokens.fetchToken(NAME, 0);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_claim_that_was_confirmed_a_moment_ago_is_not_extended_again() {
        tokens.extendClaim(NAME, 0);
        assertThat(extended).hasValue(0);

        nanos.addAndGet(FRESH.toNanos());
        tokens.extendClaim(NAME, 0);
        tokens.extendClaim(NAME, 0);
        assertThat(extended).hasValue(1);

        nanos.addAndGet(FRESH.toNanos());
        tokens.storeToken(Reading.token(3), NAME, 0);
        tokens.extendClaim(NAME, 0);
        assertThat(extended).hasValue(1);
    }

    @Test
    void a_claim_that_was_lost_or_given_up_is_never_taken_for_fresh() {
        nanos.addAndGet(FRESH.toNanos());
        lost = true;
        assertThatThrownBy(() -> tokens.extendClaim(NAME, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> tokens.extendClaim(NAME, 0))
                .isInstanceOf(UnableToClaimTokenException.class);

        lost = false;
        tokens.fetchToken(NAME, 0);
        tokens.releaseClaim(NAME, 0);
        tokens.extendClaim(NAME, 0);
        assertThat(extended).hasValue(3);
    }
}
