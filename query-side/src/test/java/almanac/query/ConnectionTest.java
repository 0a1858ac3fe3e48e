package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.message.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Connections: user 1 has 5 (Google) and 3 (Microsoft, the newer one), user 2 has 4. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionTest {

    private static final ExternalCalendar HOME =
            new ExternalCalendar(
                    31,
                    "home@gmail.com",
                    "Home",
                    Optional.of("mine"),
                    Optional.of("#9fe1e7"),
                    Optional.of("Europe/Berlin"),
                    Rights.OWNER,
                    true);

    private static World world() {
        return new World()
                .happen(
                        connected(5, 1, ProviderKind.GOOGLE),
                        connected(4, 2, ProviderKind.GOOGLE),
                        connected(3, 1, ProviderKind.MICROSOFT));
    }

    private static ConnectionFact connected(long id, long user, ProviderKind provider) {
        return new ConnectionFact.Connected(
                connection(id),
                World.user(user),
                provider,
                "account-" + id,
                "user" + user + "@example.org",
                Set.of("read", "write"),
                false);
    }

    private static ConnectionId connection(long id) {
        return new ConnectionId(id);
    }

    private static MappingTerms terms(String name) {
        return new MappingTerms(
                "home@gmail.com",
                World.calendar(9),
                name,
                true,
                true,
                List.of(14L),
                ConflictPolicy.NEWEST);
    }

    private static ConnectionFact mapped(long mapping, String name) {
        return new ConnectionFact.CalendarMapped(
                connection(5), new MappingId(mapping), terms(name));
    }

    private static ConnectionView view(World world, long user, long id) {
        return world.ask(
                new ConnectionQuery.ConnectionById(connection(id), World.user(user)),
                ConnectionView.class);
    }

    private static List<Long> ids(World world, long user, Optional<ProviderKind> provider) {
        var query = new ConnectionQuery.ConnectionsOf(World.user(user), provider);
        return world.askMany(query, ConnectionView.class).stream()
                .map(view -> view.id().value())
                .toList();
    }

    @Test
    void a_users_connections_come_newest_first_also_the_disconnected() {
        var world = world().happen(new ConnectionFact.Disconnected(connection(5)));
        assertThat(ids(world, 1, Optional.empty())).containsExactly(3L, 5L);
        assertThat(ids(world, 1, Optional.of(ProviderKind.GOOGLE))).containsExactly(5L);
        assertThat(ids(world, 1, Optional.of(ProviderKind.ICLOUD))).isEmpty();
        assertThat(ids(world, 9, Optional.empty())).isEmpty();
    }

    @Test
    void operators_see_everybodys_by_number_page_by_page_and_by_status() {
        var world =
                world().happen(
                                new ConnectionFact.ConnectionFailed(
                                        connection(4), FailureReason.SYNC_FAILED, "away"));
        assertThat(everybodys(world, Optional.empty(), Long.MAX_VALUE, 9))
                .containsExactly(5L, 4L, 3L);
        assertThat(everybodys(world, Optional.empty(), Long.MAX_VALUE, 2)).containsExactly(5L, 4L);
        assertThat(everybodys(world, Optional.empty(), 4, 2)).containsExactly(3L);
        assertThat(everybodys(world, Optional.of(ConnectionStatus.ACTIVE), Long.MAX_VALUE, 2))
                .containsExactly(5L, 3L);
        assertThat(everybodys(world, Optional.of(ConnectionStatus.ERROR), Long.MAX_VALUE, 2))
                .containsExactly(4L);
        assertThat(
                        world.ask(
                                        new ConnectionQuery.OfAnybody(connection(4)),
                                        ConnectionView.class)
                                .user())
                .isEqualTo(World.user(2));
        assertThat(world.refusal(new ConnectionQuery.OfAnybody(connection(9))))
                .isInstanceOf(Rejection.NotFound.class);
    }

    private static List<Long> everybodys(
            World world, Optional<ConnectionStatus> status, long before, int limit) {
        var query = new ConnectionQuery.Everybodys(status, before, limit);
        return world.askMany(query, ConnectionView.class).stream()
                .map(view -> view.id().value())
                .toList();
    }

    @Test
    void a_connection_shows_all_that_its_facts_say() {
        var world =
                world().happen(
                                new ConnectionFact.CalendarsListed(connection(5), List.of(HOME)),
                                mapped(61, "Family"));
        assertThat(view(world, 1, 5))
                .isEqualTo(
                        new ConnectionView(
                                connection(5),
                                World.user(1),
                                ProviderKind.GOOGLE,
                                "account-5",
                                "user1@example.org",
                                Set.of("read", "write"),
                                ConnectionStatus.ACTIVE,
                                Optional.empty(),
                                List.of(HOME),
                                List.of(
                                        new ConnectionView.Mapping(
                                                new MappingId(61), terms("Family"))),
                                List.of(),
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-01T00:00:04Z"),
                                2));
    }

    @Test
    void a_calendar_that_was_tied_keeps_its_last_terms() {
        var world =
                world().happen(
                                mapped(61, "Family"),
                                new ConnectionFact.MappingEnded(
                                        connection(5), new MappingId(61), "deselected"));
        assertThat(view(world, 1, 5).mappings()).isEmpty();
        assertThat(view(world, 1, 5).terms(HOME)).contains(terms("Family"));

        world.happen(mapped(62, "Kin"));
        assertThat(view(world, 1, 5).ended()).isEmpty();
        assertThat(view(world, 1, 5).terms(HOME)).contains(terms("Kin"));

        world.happen(new ConnectionFact.Disconnected(connection(5)));
        assertThat(view(world, 1, 5).ended()).containsExactly(terms("Kin"));
    }

    @Test
    void a_failure_stands_until_recovery_or_a_new_consent() {
        var failed =
                new ConnectionFact.ConnectionFailed(
                        connection(5), FailureReason.REAUTHORIZE, "expired");
        var world = world().happen(failed);
        assertThat(view(world, 1, 5).status()).isEqualTo(ConnectionStatus.ERROR);
        assertThat(view(world, 1, 5).failure())
                .contains(new ConnectionView.Failure(FailureReason.REAUTHORIZE, "expired"));

        world.happen(new ConnectionFact.ConnectionRecovered(connection(5)));
        assertThat(view(world, 1, 5).status()).isEqualTo(ConnectionStatus.ACTIVE);

        world.happen(
                failed,
                new ConnectionFact.Reconnected(
                        connection(5), "new@example.org", Set.of("read"), true));
        var again = view(world, 1, 5);
        assertThat(again.status()).isEqualTo(ConnectionStatus.ACTIVE);
        assertThat(again.email()).isEqualTo("new@example.org");
        assertThat(again.scopes()).containsExactly("read");
        assertThat(again.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void mappings_change_in_their_place_and_end() {
        var world =
                world().happen(
                                mapped(61, "Family"),
                                mapped(62, "Work"),
                                new ConnectionFact.MappingChanged(
                                        connection(5), new MappingId(61), terms("Home")));
        assertThat(view(world, 1, 5).mappings())
                .extracting(mapping -> mapping.terms().localName())
                .containsExactly("Home", "Work");

        world.happen(new ConnectionFact.MappingEnded(connection(5), new MappingId(61), "unticked"));
        assertThat(view(world, 1, 5).mappings())
                .extracting(ConnectionView.Mapping::id)
                .containsExactly(new MappingId(62));
    }

    @Test
    void a_disconnected_connection_keeps_its_calendars_and_loses_its_mappings() {
        var world =
                world().happen(
                                new ConnectionFact.CalendarsListed(connection(5), List.of(HOME)),
                                mapped(61, "Family"),
                                new ConnectionFact.ConnectionFailed(
                                        connection(5), FailureReason.SYNC_FAILED, "503"),
                                new ConnectionFact.Disconnected(connection(5)));
        var ended = view(world, 1, 5);
        assertThat(ended.status()).isEqualTo(ConnectionStatus.DISCONNECTED);
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.mappings()).isEmpty();
        assertThat(ended.calendars()).containsExactly(HOME);
    }

    @Test
    void what_is_somebody_elses_is_not_there() {
        var world = world().happen(detected(81, 2));
        assertThat(world.refusal(new ConnectionQuery.ConnectionById(connection(4), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Connection", "4"));
        assertThat(
                        world.refusal(
                                new ConnectionQuery.ConflictById(
                                        new ConflictId(81), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Conflict", "81"));
        assertThat(conflicts(world, 1, false, Long.MAX_VALUE, 10)).isEmpty();
    }

    private static ConflictFact detected(long id, long user) {
        return new ConflictFact.ConflictDetected(
                new ConflictId(id),
                World.user(user),
                connection(5),
                new MappingId(61),
                World.entry(42),
                List.of(
                        new Disagreement(
                                Optional.empty(),
                                "location",
                                Optional.empty(),
                                Optional.of(new Change.Location(Optional.of("Field 2"))),
                                Optional.of(new Change.Location(Optional.empty())))),
                Side.PROVIDER);
    }

    private static List<Long> conflicts(
            World world, long user, boolean open, long before, int limit) {
        var query = new ConnectionQuery.ConflictsOf(World.user(user), open, before, limit);
        return world.askMany(query, ConflictView.class).stream()
                .map(view -> view.id().value())
                .toList();
    }

    @Test
    void conflicts_are_paged_from_the_newest_and_may_be_the_open_ones_only() {
        var world =
                world().happen(
                                detected(81, 1),
                                detected(82, 1),
                                detected(83, 2),
                                detected(84, 1),
                                new ConflictFact.ConflictResolved(new ConflictId(82), Side.LOCAL));
        assertThat(conflicts(world, 1, false, Long.MAX_VALUE, 2)).containsExactly(84L, 82L);
        assertThat(conflicts(world, 1, false, 82, 2)).containsExactly(81L);
        assertThat(conflicts(world, 1, true, Long.MAX_VALUE, 9)).containsExactly(84L, 81L);
    }

    @Test
    void a_conflict_keeps_all_values_and_what_was_chosen_stands() {
        var world =
                world().happen(
                                detected(81, 1),
                                new ConflictFact.ConflictResolved(new ConflictId(81), Side.LOCAL));
        var found = (ConflictFact.ConflictDetected) detected(81, 1);
        assertThat(
                        world.ask(
                                new ConnectionQuery.ConflictById(new ConflictId(81), World.user(1)),
                                ConflictView.class))
                .isEqualTo(
                        new ConflictView(
                                new ConflictId(81),
                                World.user(1),
                                connection(5),
                                new MappingId(61),
                                World.entry(42),
                                found.fields(),
                                Side.LOCAL,
                                Optional.of(Side.LOCAL),
                                Instant.parse("2026-01-01T00:00:03Z"),
                                Instant.parse("2026-01-01T00:00:04Z")));
    }

    @Test
    void both_are_the_same_after_two_replays() {
        var world =
                world().happen(
                                new ConnectionFact.CalendarsListed(connection(5), List.of(HOME)),
                                mapped(61, "Family"),
                                detected(81, 1),
                                new ConnectionFact.ConnectionFailed(
                                        connection(3), FailureReason.SYNC_FAILED, "503"),
                                new ConflictFact.ConflictResolved(new ConflictId(81), Side.LOCAL),
                                new ConnectionFact.Disconnected(connection(5)));
        var connections = world.documents().get("connections_v2");
        var conflicts = world.documents().get("conflicts_v1");
        assertThat(connections).hasSize(3);
        assertThat(conflicts).hasSize(1);
        for (var batch : List.of(1, 100)) {
            world.reset();
            world.feed(world.history(), batch);
            world.feed(world.history(), batch);
            assertThat(world.documents().get("connections_v2")).isEqualTo(connections);
            assertThat(world.documents().get("conflicts_v1")).isEqualTo(conflicts);
        }
    }
}
