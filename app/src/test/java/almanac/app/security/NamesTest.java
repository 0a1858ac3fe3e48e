package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.testing.TestDatabase;
import almanac.app.testing.TickingClock;
import almanac.message.Rejected;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NamesTest {

    private static final UserId FIRST = new UserId(1);
    private static final UserId SECOND = new UserId(2);

    private final MongoDatabase database = TestDatabase.fresh();
    private final TickingClock clock = new TickingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Set<UserId> registered = new HashSet<>();
    private final Names names =
            new Names(database.getCollection("names"), registered::contains, clock);

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void a_name_whose_registration_was_never_finished_is_free_again_after_a_while() {
        names.take("ada", "ada@example.org", FIRST);
        clock.pass(Duration.ofSeconds(29));
        assertThatThrownBy(() -> names.take("Ada", "other@example.org", SECOND))
                .isInstanceOf(Rejected.class)
                .hasMessage("username is already taken");

        clock.pass(Duration.ofSeconds(1));
        names.take("Ada", "ada@example.org", SECOND);

        assertThat(names.holder("ada")).contains(SECOND);
        assertThat(names.holder("ada@example.org")).contains(SECOND);
    }

    @Test
    void a_name_whose_user_was_registered_stays_taken_for_ever() {
        names.take("ada", "ada@example.org", FIRST);
        registered.add(FIRST);
        clock.pass(Duration.ofDays(1000));

        assertThatThrownBy(() -> names.take("ada", "other@example.org", SECOND))
                .isInstanceOf(Rejected.class);
        assertThat(names.holder("ada")).contains(FIRST);
    }

    @Test
    void a_taken_address_gives_the_name_back() {
        names.take("ada", "ada@example.org", FIRST);

        assertThatThrownBy(() -> names.take("bob", "ADA@example.org", SECOND))
                .isInstanceOf(Rejected.class)
                .hasMessage("email is already taken");

        names.take("bob", "bob@example.org", SECOND);
        assertThat(names.holder("bob")).contains(SECOND);
    }
}
