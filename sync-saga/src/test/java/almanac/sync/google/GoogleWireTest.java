package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConnectionId;
import almanac.simulated.Faults;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.google.GoogleFaults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Credential;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.WatchOrder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken answers, slow servers, redirects, and push channels. */
final class GoogleWireTest {

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void an_error_of_the_server_is_unreachable_and_tried_once(int status) {
        try (var desk = new GoogleDesk()) {
            var account = desk.account();
            desk.google.faults().plan(GoogleFaults.backendError(status), 1);
            var before = desk.google.requests().size();

            GoogleRoundsTest.fails(
                    () -> desk.provider.calendars(account), ProviderFailure.Unreachable.class);

            assertThat(desk.google.requests()).hasSize(before + 1);
        }
    }

    @Test
    void half_an_answer_is_none() {
        try (var desk = new GoogleDesk()) {
            var account = desk.account();
            desk.google.faults().plan(new Faults.Truncated(), 1);

            GoogleRoundsTest.fails(
                    () -> desk.provider.changes(account, GoogleDesk.primary(), Told.EVERYTHING),
                    ProviderFailure.Unreachable.class);
        }
    }

    @Test
    void an_answer_that_is_no_json_is_none() {
        try (var server =
                SimulatorServer.start(request ->
                        new Simulator.Response(
                                200,
                                List.of(Map.entry("Content-Type", "application/json")),
                                "{\"items\": [{\"id\": 7",
                                false))) {
            GoogleRoundsTest.fails(
                    () -> calendars(server.root(), Duration.ofSeconds(20)),
                    ProviderFailure.Unreachable.class);
        }
    }

    @Test
    void a_server_that_does_not_answer_in_time_is_unreachable() throws InterruptedException {
        var done = new CountDownLatch(1);
        try (var server =
                SimulatorServer.start(request -> {
                    try {
                        done.await();
                    } catch (InterruptedException closed) {
                        Thread.currentThread().interrupt();
                    }
                    return Simulator.Response.json(200, "{}");
                })) {
            GoogleRoundsTest.fails(
                    () -> calendars(server.root(), Duration.ofMillis(150)),
                    ProviderFailure.Unreachable.class);
            done.countDown();
        }
    }

    @Test
    void a_server_that_is_not_there_is_unreachable() {
        URI gone;
        try (var server = SimulatorServer.start(request -> Simulator.Response.json(200, "{}"))) {
            gone = server.root();
        }

        GoogleRoundsTest.fails(
                () -> calendars(gone, Duration.ofSeconds(5)), ProviderFailure.Unreachable.class);
    }

    @Test
    void a_redirect_to_a_foreign_host_carries_no_token() {
        var seen = new CopyOnWriteArrayList<Simulator.Request>();
        try (var foreign =
                        SimulatorServer.start(request -> {
                            seen.add(request);
                            return Simulator.Response.json(200, "{}");
                        });
                var server =
                        SimulatorServer.start(request ->
                                new Simulator.Response(
                                        302,
                                        List.of(Map.entry("Location", foreign.root().toString())),
                                        "",
                                        false))) {
            GoogleRoundsTest.fails(
                    () -> calendars(server.root(), Duration.ofSeconds(20)),
                    ProviderFailure.Unreachable.class);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void bodies_are_sent_compressed() {
        var encodings = new CopyOnWriteArrayList<Optional<String>>();
        try (var server =
                SimulatorServer.start(request -> {
                    encodings.add(request.header("content-encoding"));
                    assertThat(request.body()).contains("web_hook");
                    return Simulator.Response.json(200, "{\"id\": \"c\", \"resourceId\": \"r\"}");
                })) {
            var made =
                    GoogleProviders.of(
                            GoogleDesk.client(server.root(), Duration.ofSeconds(20)),
                            Clock.systemUTC());
            made.provider().watch(bearer(), GoogleDesk.primary(), order("c"));
        }
        assertThat(encodings).containsExactly(Optional.of("gzip"));
    }

    @Test
    void a_channel_tells_of_changes_until_it_is_ended() {
        try (var desk = new GoogleDesk()) {
            var account = desk.account();
            var calendar = GoogleDesk.primary();
            var channel = desk.provider.watch(account, calendar, order("channel-1"));
            assertThat(channel.expiresAt()).isEqualTo("2026-11-30T08:00:00Z");
            change(desk);
            assertThat(states(desk)).containsExactly("sync", "exists");
            assertThat(header(desk, 1, "X-Goog-Channel-ID")).isEqualTo("channel-1");
            assertThat(header(desk, 1, "X-Goog-Channel-Token")).isEqualTo("a secret");

            var next = desk.provider.renew(account, calendar, channel, order("channel-2"));
            desk.provider.unwatch(account, channel);
            desk.provider.unwatch(account, channel);
            desk.notices.clear();
            change(desk);

            assertThat(next.id()).isEqualTo("channel-2");
            assertThat(states(desk)).containsExactly("exists");
            assertThat(header(desk, 0, "X-Goog-Channel-ID")).isEqualTo("channel-2");
        }
    }

    @Test
    void a_channel_lives_as_long_as_google_says() {
        try (var desk = new GoogleDesk()) {
            var account = desk.account();
            var wish =
                    new WatchOrder(
                            "channel-1",
                            "a secret",
                            URI.create("https://example.org/hook"),
                            Duration.ofDays(90));

            var channel = desk.provider.watch(account, GoogleDesk.primary(), wish);

            assertThat(channel.expiresAt()).isEqualTo("2026-12-05T08:00:00Z");
            desk.clock.move(Duration.ofDays(8));
            desk.notices.clear();
            change(desk);
            assertThat(desk.notices).isEmpty();
            desk.provider.unwatch(account, new Channel("gone", "gone", channel.expiresAt()));
        }
    }

    private static void change(GoogleDesk desk) {
        desk.google
                .person()
                .create(
                        SimulatedGoogle.SAM,
                        """
                        {"start": {"date": "2026-12-24"}, "end": {"date": "2026-12-25"}}
                        """);
    }

    private static List<String> states(GoogleDesk desk) {
        return java.util.stream.IntStream.range(0, desk.notices.size())
                .mapToObj(index -> header(desk, index, "X-Goog-Resource-State"))
                .toList();
    }

    private static String header(GoogleDesk desk, int notice, String name) {
        return desk.notices.get(notice).headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static WatchOrder order(String channel) {
        return new WatchOrder(
                channel, "a secret", URI.create("https://example.org/hook"), Duration.ofDays(2));
    }

    private static void calendars(URI root, Duration timeout) {
        GoogleProviders.of(GoogleDesk.client(root, timeout), Clock.systemUTC())
                .provider()
                .calendars(bearer());
    }

    private static Account bearer() {
        return new Account() {
            @Override
            public ConnectionId connection() {
                return new ConnectionId(7);
            }

            @Override
            public Credential credential() {
                return new Credential.Bearer("any");
            }

            @Override
            public Credential renewed(Credential refused) {
                return refused;
            }
        };
    }
}
