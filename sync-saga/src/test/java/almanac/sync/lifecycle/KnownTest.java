package almanac.sync.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.EntryId;
import almanac.message.Rejected;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.local.Reads;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a connection while the policy is a moment behind. */
final class KnownTest {

    private static final ConnectionId CONNECTION = new ConnectionId(4);
    private static final UserId ADA = new UserId(1);

    private EmbeddedMongo store;
    private MongoClient client;
    private Accounts accounts;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        accounts = new Accounts(client.getDatabase("test"), new ObjectMapper());
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private Known known(Reads reads) {
        var mappings = new Mappings(client.getDatabase("test"), new ObjectMapper());
        return new Known(accounts, mappings, reads);
    }

    private void connect() {
        accounts.connected(CONNECTION, ADA, ProviderKind.GOOGLE, "ada@example.org", false);
    }

    @Test
    void a_reconnect_that_is_a_fact_is_waited_for() {
        connect();
        accounts.become(CONNECTION, LinkedAccount.State.WAITING);
        var known =
                known(
                        facts(
                                true,
                                () -> accounts.reconnected(CONNECTION, "ada@example.org", false)));

        assertThat(known.account(ADA, CONNECTION).state()).isEqualTo(LinkedAccount.State.ACTIVE);
    }

    @Test
    void so_is_a_connection_that_was_never_there() {
        var known = known(facts(true, this::connect));

        assertThat(known.account(ADA, CONNECTION).state()).isEqualTo(LinkedAccount.State.ACTIVE);
        assertThatThrownBy(() -> known.account(new UserId(2), CONNECTION))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void one_that_waits_for_its_user_is_told_as_it_is() {
        connect();
        accounts.become(CONNECTION, LinkedAccount.State.WAITING);
        var waiting = known(facts(false, () -> {}));

        assertThat(waiting.account(ADA, CONNECTION).state()).isEqualTo(LinkedAccount.State.WAITING);
        assertThat(waiting.runs(CONNECTION)).isFalse();
    }

    @Test
    void nobody_gives_up_a_round_for_a_failure_that_was_mended_since() {
        connect();
        accounts.become(CONNECTION, LinkedAccount.State.WAITING);

        assertThat(known(facts(true, () -> {})).runs(CONNECTION)).isTrue();
    }

    /**
     * Facts that say this.
     *
     * @param then what the policy does after they were asked
     */
    private static Reads facts(boolean runs, Runnable then) {
        return new Reads() {
            @Override
            public Optional<Linked> connection(ConnectionId connection) {
                then.run();
                return Optional.of(new Linked(ADA, runs, Set.of()));
            }

            @Override
            public Held entry(EntryId entry) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<EntryId> entriesOn(
                    CalendarId calendar, long after, int limit, long position) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ConflictView conflict(ConflictId conflict, UserId user) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
