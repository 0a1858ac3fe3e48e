package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedTokenStoreTest {

    private static final String NAME = "entries";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration LAG = Duration.ofMillis(250);

    private final StoreFixture store = new StoreFixture();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger extended = new AtomicInteger();
    private boolean lost;
    private final InMemoryTokenStore stored =
            new InMemoryTokenStore() {
                @Override
                public void extendClaim(String processorName, int segment) {
                    extended.incrementAndGet();
                    if (lost) {
                        throw new UnableToClaimTokenException("lost");
                    }
                }
            };
    private final ProjectionProgress progress =
            new ProjectionProgress(
                    store.database().getCollection("tokens"),
                    JacksonSerializer.defaultSerializer());
    private final ObservedTokenStore tokens = over(TokenLag.NONE);

    private ObservedTokenStore over(TokenLag lag) {
        return new ObservedTokenStore(stored, progress, FRESH, lag, nanos::get);
    }

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

    /** A store that lets tokens of the processor wait, and has just stored one. */
    private ObservedTokenStore unhurried() {
        var unhurried = over(new TokenLag(Set.of(NAME), LAG));
        unhurried.fetchToken(NAME, 0);
        unhurried.storeToken(Reading.token(3), NAME, 0);
        return unhurried;
    }

    @Test
    void a_token_that_may_wait_is_stored_with_the_first_that_is_due() {
        var unhurried = unhurried();
        unhurried.storeToken(Reading.token(4), NAME, 0);
        unhurried.extendClaim(NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(Reading.token(3));

        nanos.addAndGet(LAG.toNanos());
        unhurried.storeToken(Reading.token(5), NAME, 0);
        unhurried.storeToken(Reading.token(6), NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(Reading.token(5));
    }

    @Test
    void a_segment_that_is_idle_given_up_or_taken_again_stores_the_token_that_waits() {
        var unhurried = unhurried();
        unhurried.storeToken(Reading.token(4), NAME, 0);
        nanos.addAndGet(LAG.toNanos());
        unhurried.extendClaim(NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(Reading.token(4));

        unhurried.storeToken(Reading.token(5), NAME, 0);
        assertThat(unhurried.fetchToken(NAME, 0)).isEqualTo(Reading.token(5));

        unhurried.storeToken(Reading.token(6), NAME, 0);
        unhurried.releaseClaim(NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(Reading.token(6));
    }

    @Test
    void a_token_that_waits_goes_with_its_segment() {
        var unhurried = unhurried();
        unhurried.storeToken(Reading.token(4), NAME, 0);
        unhurried.initializeSegment(Reading.token(2), "another", 0);
        unhurried.deleteToken(NAME, 0);
        unhurried.initializeSegment(Reading.token(1), NAME, 0);
        assertThat(unhurried.fetchToken(NAME, 0)).isEqualTo(Reading.token(1));
    }

    @Test
    void no_token_of_a_replay_waits_and_none_of_who_is_not_named() {
        var unhurried = unhurried();
        var replay = ReplayToken.createReplayToken(Reading.token(3), Reading.token(0));
        unhurried.storeToken(replay, NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(replay);

        unhurried.initializeTokenSegments("policies", 1);
        unhurried.fetchToken("policies", 0);
        unhurried.storeToken(Reading.token(3), "policies", 0);
        unhurried.storeToken(Reading.token(4), "policies", 0);
        assertThat(stored.fetchToken("policies", 0)).isEqualTo(Reading.token(4));
    }
}
