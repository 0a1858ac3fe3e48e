package almanac.app.api.primecalsync;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.ids.Ids;
import almanac.app.testing.Person;
import almanac.app.testing.SyncServer;
import almanac.app.web.Commands;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictCommand;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.Synchronization.Parked;
import almanac.connection.TraceLine;
import almanac.entry.Change;
import almanac.entry.EntryId;
import almanac.message.Actor;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ConflictsAndTraceTest {

    private static final String CONFLICTS = "/api/calendar-sync/conflicts";

    private static long conflict(Person person) {
        return conflict(person, 42);
    }

    private static long conflict(Person person, long event) {
        var id = SERVER.bean(Ids.class).conflict();
        var fields =
                List.of(
                        new Disagreement(
                                Optional.empty(),
                                "title",
                                Optional.of(new Change.Title("Practice")),
                                Optional.of(new Change.Title("Soccer")),
                                Optional.of(new Change.Title("Football"))),
                        new Disagreement(
                                Optional.of(LocalDateTime.of(2026, 4, 8, 17, 0)),
                                Disagreement.EXISTENCE,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Change.Location(Optional.empty()))));
        SERVER.bean(Commands.class)
                .<Object>send(
                        Actor.user(user(person)),
                        new ConflictCommand.RecordConflict(
                                id,
                                user(person),
                                new ConnectionId(3),
                                new MappingId(61),
                                new EntryId(event),
                                fields,
                                Side.PROVIDER));
        return id.value();
    }

    @Test
    void a_conflict_shows_all_three_values_of_each_field() {
        var person = SyncServer.person("values");
        var id = conflict(person);
        var shown = person.get(CONFLICTS).json().at("/data/0");
        assertThat(shown.get("id").asLong()).isEqualTo(id);
        assertThat(shown.get("eventId").asLong()).isEqualTo(42);
        assertThat(shown.get("status").asString()).isEqualTo("open");
        assertThat(shown.get("standing").asString()).isEqualTo("provider");
        assertThat(shown.get("chosen").isNull()).isTrue();
        assertThat(shown.get("fields").toString())
                .isEqualTo(
                        "[{\"occurrence\":null,\"field\":\"title\",\"base\":\"Practice\","
                                + "\"local\":\"Soccer\",\"provider\":\"Football\"},"
                                + "{\"occurrence\":\"2026-04-08T17:00:00\","
                                + "\"field\":\"existence\",\"base\":null,\"local\":null,"
                                + "\"provider\":null}]");
    }

    @Test
    void conflicts_are_resolved_by_their_user() {
        var person = SyncServer.person("resolver");
        var id = conflict(person, event(person, "Football"));
        var path = CONFLICTS + "/" + id + "/resolve";

        for (var time : List.of(1, 2)) {
            var resolved = person.post(path, Map.of("side", "local"));
            assertThat(resolved.status()).as("time %d", time).isEqualTo(200);
            assertThat(resolved.at("/status")).isEqualTo("resolved");
            assertThat(resolved.at("/chosen")).isEqualTo("local");
            assertThat(resolved.at("/standing")).isEqualTo("local");
        }
        var other = person.post(path, Map.of("side", "provider"));
        assertThat(other.at("/chosen")).isEqualTo("provider");
        assertThat(other.at("/standing")).isEqualTo("provider");
        assertThat(person.post(path, Map.of("side", "both")).status()).isEqualTo(400);
        assertThat(person.post(path, Map.of()).status()).isEqualTo(400);

        var stranger = SyncServer.person("stranger");
        assertThat(stranger.post(path, Map.of("side", "local")).status()).isEqualTo(404);
        assertThat(stranger.get(CONFLICTS).json().get("data").isEmpty()).isTrue();
        assertThat(SERVER.get(null, CONFLICTS).status()).isEqualTo(401);
    }

    private static long event(Person person, String title) {
        return person.created("/api/events", Map.of("title", title, "startDate", "2026-04-01"))
                .get("id")
                .asLong();
    }

    @Test
    void conflicts_come_in_pages_and_may_be_the_open_ones_only() {
        var person = SyncServer.person("pages");
        var first = conflict(person);
        var second = conflict(person);
        var third = conflict(person);
        person.post(CONFLICTS + "/" + second + "/resolve", Map.of("side", "provider"));

        var page = person.get(CONFLICTS + "?limit=2").json();
        assertThat(page.get("data").findValuesAsString("id"))
                .containsExactly(Long.toString(third), Long.toString(second));
        assertThat(page.at("/pagination").toString())
                .isEqualTo("{\"limit\":2,\"hasMore\":true,\"nextBefore\":" + second + "}");
        var rest = person.get(CONFLICTS + "?limit=2&before=" + second).json();
        assertThat(rest.at("/data/0/id").asLong()).isEqualTo(first);
        assertThat(rest.at("/pagination/hasMore").asBoolean()).isFalse();
        assertThat(person.get(CONFLICTS + "?open=true").json().get("data").size()).isEqualTo(2);
        assertThat(person.get(CONFLICTS + "?limit=0").status()).isEqualTo(400);
        assertThat(person.get(CONFLICTS + "?open=maybe").status()).isEqualTo(400);
    }

    @Test
    void what_is_parked_is_listed_for_its_owner_with_the_reason() {
        var person = SyncServer.person("parked");
        var at = Instant.parse("2026-04-01T10:00:00Z");
        PROVIDERS.parked.put(
                user(person),
                List.of(
                        parked(Optional.of(new EntryId(42)), Optional.empty(), at),
                        parked(Optional.empty(), Optional.of("abc123"), at)));
        var path = "/api/calendar-sync/parked";
        assertThat(person.get(path).text())
                .isEqualTo(
                        "{\"data\":[{\"kind\":\"edit\",\"provider\":\"google\","
                                + "\"externalId\":\"primary\",\"localCalendarId\":7,\"eventId\":42,"
                                + "\"objectId\":null,\"since\":\"2026-04-01T10:00:00Z\","
                                + "\"reason\":\"unknown zone\"},{\"kind\":\"object\","
                                + "\"provider\":\"google\",\"externalId\":\"primary\","
                                + "\"localCalendarId\":7,\"eventId\":null,\"objectId\":\"abc123\","
                                + "\"since\":\"2026-04-01T10:00:00Z\","
                                + "\"reason\":\"unknown zone\"}]}");
        assertThat(person.get(path + "?limit=1").json().get("data").size()).isEqualTo(1);
        assertThat(person.get(path + "?limit=0").status()).isEqualTo(400);
        assertThat(SyncServer.person("elsewhere").get(path).json().get("data").isEmpty()).isTrue();
        assertThat(SERVER.get(null, path).status()).isEqualTo(401);
    }

    private static Parked parked(Optional<EntryId> entry, Optional<String> object, Instant at) {
        return new Parked(
                new MappingId(61),
                ProviderKind.GOOGLE,
                new CalendarId(7),
                "primary",
                entry,
                object,
                at,
                "unknown zone");
    }

    @Test
    void the_trace_of_an_event_is_for_who_may_read_it() {
        var owner = SyncServer.person("owner");
        var event =
                owner.created("/api/events", Map.of("title", "Traced", "startDate", "2026-04-01"))
                        .get("id")
                        .asLong();
        PROVIDERS.lines.add(
                new TraceLine(
                        Instant.parse("2026-04-01T10:00:00Z"),
                        new EntryId(event),
                        new ConnectionId(3),
                        new MappingId(61),
                        ProviderKind.GOOGLE,
                        "run-7",
                        TraceLine.Step.PUSH,
                        TraceLine.Reason.PARKED,
                        "403 forbidden"));
        var path = "/api/events/" + event + "/sync-trace";
        assertThat(owner.get(path).text())
                .isEqualTo(
                        "{\"data\":[{\"at\":\"2026-04-01T10:00:00Z\",\"step\":\"push\","
                                + "\"reason\":\"parked\",\"provider\":\"google\",\"mappingId\":61,"
                                + "\"run\":\"run-7\",\"detail\":\"403 forbidden\"}]}");

        var reader = SyncServer.person("reader");
        assertThat(reader.get(path).status()).isEqualTo(403);
        owner.share(owner.calendar(), reader, "read");
        assertThat(reader.get(path).status()).isEqualTo(200);
        assertThat(owner.get("/api/events/999999/sync-trace").status()).isEqualTo(404);
        assertThat(owner.get("/api/events/0/sync-trace").status()).isEqualTo(404);
        assertThat(owner.get(path + "?limit=501").status()).isEqualTo(400);

        assertThat(owner.delete("/api/events/" + event).status()).isEqualTo(200);
        for (var allowed : List.of(owner, reader)) {
            var gone = allowed.get(path);
            assertThat(gone.status()).as("of a deleted event").isEqualTo(200);
            assertThat(gone.at("/data/0/reason")).isEqualTo("parked");
        }
        assertThat(SyncServer.person("other").get(path).status()).isEqualTo(403);
    }
}
