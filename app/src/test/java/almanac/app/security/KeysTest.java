package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TestDatabase;
import almanac.app.testing.TickingClock;
import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeysTest {

    /** {@code pk_} and twelve hexadecimal digits. */
    private static final int PREFIX = 15;

    private static final UserId ADA = new UserId(7);
    private static final ApiKeyId KEY = new ApiKeyId(1);

    private final MongoDatabase database = TestDatabase.fresh();
    private final TickingClock clock = new TickingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Keys keys = keys();

    private Keys keys() {
        var collection = database.getCollection("keys");
        return new Keys(collection, new KeyUse(collection, clock), clock);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void a_key_opens_until_the_instant_at_which_it_expires() {
        var key = issue(Optional.of(clock.instant().plus(Duration.ofDays(1))));

        clock.pass(Duration.ofDays(1).minusMillis(1));
        assertThat(keys.open(key)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(keys.open(key)).isEmpty();
    }

    @Test
    void a_key_without_an_end_opens_for_ever() {
        var key = issue(Optional.empty());

        clock.pass(Duration.ofDays(10_000));

        assertThat(keys.open(key).map(Keys.Usable::user)).contains(ADA);
    }

    @Test
    void a_revoked_key_opens_no_more_and_the_wrong_secret_never_did() {
        var key = issue(Optional.empty());
        assertThat(keys.open(key.substring(0, key.length() - 4) + "0000")).isEmpty();

        keys.revoke(ADA, KEY);

        assertThat(keys.open(key)).isEmpty();
    }

    @Test
    void all_secrets_that_a_key_ever_had_end_with_it() {
        var first = issue(Optional.empty());
        var second = issue(Optional.empty());
        assertThat(keys.open(first)).isEqualTo(keys.open(second)).isPresent();

        keys.revoke(ADA, List.of(first.substring(0, PREFIX)));
        assertThat(keys.open(first)).isEmpty();
        assertThat(keys.prefixesOf(ADA, KEY)).containsExactly(second.substring(0, PREFIX));
        assertThat(keys.open(second)).isPresent();
        keys.revoke(new UserId(8), KEY);
        keys.revoke(ADA, new ApiKeyId(2));
        assertThat(keys.open(second)).isPresent();
        keys.revoke(ADA, KEY);
        assertThat(keys.open(second)).isEmpty();
        assertThat(keys.prefixesOf(ADA, KEY)).isEmpty();
    }

    @Test
    void a_session_opens_what_its_key_opens_and_ends_with_it() {
        var key = issue(Optional.of(clock.instant().plus(Duration.ofDays(1))));
        var prefix = key.substring(0, PREFIX);
        var before = keys.addSession(prefix);
        var session = keys.addSession(prefix);

        assertThat(Keys.looksLikeOne(session)).isTrue();
        assertThat(keys.open(session)).isEqualTo(keys.open(key)).isPresent();
        assertThat(keys.open(before)).isEmpty();
        assertThat(keys.open(session.substring(0, session.length() - 4) + "0000")).isEmpty();
        assertThat(keys.open(issue(Optional.empty()).replaceFirst("pk_", "us_"))).isEmpty();
        keys.revoke(ADA, KEY);
        assertThat(keys.open(session)).isEmpty();
    }

    @Test
    void the_letters_of_a_secret_key_say_whether_providers_are_real() {
        assertThat(KeyKind.named("secret", true)).contains(KeyKind.TEST_SECRET);
        assertThat(KeyKind.named("secret", false)).contains(KeyKind.SECRET);
        assertThat(KeyKind.SECRET.newPrefix()).matches("sk_live_[a-f0-9]{12}");
        for (var kind : KeyKind.values()) {
            assertThat(KeyKind.of(kind.newPrefix())).isEqualTo(kind);
            assertThat(KeyKind.named(kind.word(), kind == KeyKind.TEST_SECRET)).contains(kind);
        }
        assertThat(KeyKind.named("sk_live_", false)).isEmpty();
    }

    private String issue(Optional<Instant> expiresAt) {
        return keys.add(
                ADA,
                KEY,
                new ApiKeyTerms(
                        "k",
                        KeyKind.USER.newPrefix(),
                        Set.of(KeyScope.READ),
                        "user",
                        expiresAt,
                        Optional.empty()));
    }
}
