package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.Synchronization.Phase;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider that gives no push channel is asked now and then. Google refuses an address that it
 * does not know with 401, and Graph answers for the service behind it with 401, 403, 404 or 500
 * ({@code ExtensionError}), while everything else goes on.
 */
final class RefusedChannelTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(23);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    static Stream<ProviderFailure> refusals() {
        return Stream.of(
                new ProviderFailure.Reauthorize("401 push.webhookUrlUnauthorized"),
                new ProviderFailure.CalendarGone("404 ExtensionError"),
                new ProviderFailure.Forbidden("403 ExtensionError"),
                new ProviderFailure.Unreachable("500 ExtensionError"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_channel_that_is_refused_stops_nothing(ProviderFailure refusal) {
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(Call call) {
                        if (call.method().equals("watch")) {
                            throw new ProviderFailed(refusal);
                        }
                    }
                });
        world.map(connection, "work", calendar);
        world.settleAfter(A_DAY);
        world.provider.personAdds("work", single("p", "Theirs"));
        world.add(calendar, single("l", "Ours"));
        world.settleAfter(A_DAY);

        assertThat(world.entries(calendar)).hasSize(2);
        assertThat(world.provider.objects("work")).hasSize(2);
        assertThat(world.facts(ConnectionFact.ConnectionFailed.class)).isEmpty();
        assertThat(
                        world.side()
                                .synchronization()
                                .telemetry(connection)
                                .mappings()
                                .getFirst()
                                .phase())
                .isEqualTo(Phase.STEADY);
    }
}
