package almanac.app;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.SyncServer;
import almanac.comment.CommentCommand;
import almanac.connection.ConnectionCommand;
import almanac.connection.ProviderKind;
import almanac.entry.EntryCommand;
import almanac.webhook.EndpointCommand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A request of several writes that failed between two of them does the rest when tried again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HalfDoneRequestsTest {

    @Test
    void calendars_that_are_still_to_be_tied_are_not_taken_for_those_that_are() {
        var person = SyncServer.person("halfway");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "halfway@gmail.com");
        var body =
                Map.of(
                        "provider",
                        "google",
                        "calendars",
                        List.of(
                                Map.of("externalId", "primary", "localName", "Mine"),
                                Map.of("externalId", "holidays", "localName", "Days off")));

        var again =
                failingOnce(
                        person,
                        "POST",
                        "/api/calendar-sync/sync",
                        body,
                        command ->
                                command instanceof ConnectionCommand.MapCalendar map
                                        && map.terms().externalId().equals("holidays"));

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        var synced =
                person.get("/api/calendar-sync/status").json().at("/providers/0/syncedCalendars");
        assertThat(synced.findValuesAsString("localName")).containsExactly("Mine", "Days off");
        assertThat(synced.at("/0/localCalendarId")).isNotEqualTo(synced.at("/1/localCalendarId"));
        assertThat(person.list("/api/calendars"))
                .extracting(calendar -> calendar.get("name").asString())
                .contains("Mine", "Days off")
                .hasSize(3);
    }

    @Test
    void of_a_comment_that_is_restored_the_flag_comes_back_too() {
        var person = SyncServer.person("flagging");
        var event = person.created("/api/events", Map.of("title", "t", "startDate", "2026-05-04"));
        var comments = "/api/events/" + event.get("id").asLong() + "/comments";
        var comment =
                comments
                        + "/"
                        + person.created(comments, Map.of("content", "before")).get("id").asLong();
        person.patch(comment + "/flag", Map.of("isFlagged", true));
        var then = SERVER.bean(Clock.class).instant().toString();
        person.patch(comment + "/flag", Map.of("isFlagged", false));
        person.patch(comment, Map.of("content", "after"));

        var again =
                failingOnce(
                        person,
                        "POST",
                        comment + "/restore",
                        Map.of("at", then),
                        CommentCommand.FlagComment.class::isInstance);

        assertThat(again.status()).as(again.text()).isBetween(200, 201);
        var now = person.get(comments).json().at("/comments/0");
        assertThat(now.get("content").asString()).isEqualTo("before");
        assertThat(now.get("isFlagged").asBoolean()).isTrue();
    }

    @Test
    void an_endpoint_is_disabled_too_that_was_already_changed() {
        var person = SyncServer.person("endpoint");
        var endpoints = "/v1/webhook_endpoints";
        var made =
                person.created(
                        endpoints, Map.of("url", "https://1.1.1.1/a", "events", List.of("*")));

        var again =
                failingOnce(
                        person,
                        "PATCH",
                        endpoints + "/" + made.get("id").asString(),
                        Map.of("description", "new", "status", "disabled"),
                        EndpointCommand.DisableEndpoint.class::isInstance);

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.at("/description")).isEqualTo("new");
        assertThat(again.at("/status")).isEqualTo("disabled");
    }

    @Test
    void a_rule_that_its_owner_runs_does_to_each_event_what_it_planned_and_once() {
        var person = SyncServer.person("runner");
        var events = List.of(soccer(person, "Soccer one"), soccer(person, "Soccer two"));
        var rule =
                person.created(
                        "/api/automation/rules",
                        Map.of(
                                "name",
                                "Over",
                                "triggerType",
                                "event.created",
                                "conditions",
                                List.of(
                                        Map.of(
                                                "field",
                                                "event.title",
                                                "operator",
                                                "contains",
                                                "value",
                                                "soccer")),
                                "actions",
                                List.of(
                                        action("update_event_title", Map.of("title", "Done")),
                                        action("add_event_comment", Map.of("content", "Over.")))));
        var titles = new AtomicInteger();

        var again =
                failingOnce(
                        person,
                        "POST",
                        "/api/automation/rules/" + rule.get("id").asLong() + "/execute",
                        Map.of("startDate", "2026-05-04", "endDate", "2026-05-04"),
                        command ->
                                command instanceof EntryCommand.UpdateEntry
                                        && titles.incrementAndGet() == 2);

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.at("/executionCount")).isEqualTo("2");
        for (var event : events) {
            var path = "/api/events/" + event;
            assertThat(person.get(path).at("/title")).isEqualTo("Done");
            assertThat(
                            person.get(path + "/comments")
                                    .json()
                                    .get("comments")
                                    .findValuesAsString("content"))
                    .containsExactly("Over.");
        }
    }

    @Test
    void a_rule_that_its_owner_runs_says_something_of_an_event_that_it_has_moved_away() {
        var person = SyncServer.person("mover");
        var event = soccer(person, "Soccer away");
        var away = person.created("/api/calendars", Map.of("name", "Away")).get("id").asLong();
        var rule =
                person.created(
                        "/api/automation/rules",
                        Map.of(
                                "name",
                                "Away",
                                "triggerType",
                                "event.updated",
                                "actions",
                                List.of(
                                        action("move_to_calendar", Map.of("calendarId", away)),
                                        action("add_event_comment", Map.of("content", "Over.")))));

        var again =
                failingOnce(
                        person,
                        "POST",
                        "/api/automation/rules/" + rule.get("id").asLong() + "/execute",
                        Map.of(
                                "startDate",
                                "2026-05-04",
                                "endDate",
                                "2026-05-04",
                                "calendarIds",
                                List.of(person.calendar())),
                        CommentCommand.WriteComment.class::isInstance);

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.at("/executionCount")).isEqualTo("1");
        var path = "/api/events/" + event;
        assertThat(person.get(path).json().get("calendarId").asLong()).isEqualTo(away);
        assertThat(
                        person.get(path + "/comments")
                                .json()
                                .get("comments")
                                .findValuesAsString("content"))
                .containsExactly("Over.");
    }

    private static long soccer(Person person, String title) {
        var event = Map.of("title", title, "startDate", "2026-05-04");
        return person.created("/api/events", event).get("id").asLong();
    }

    private static Map<String, Object> action(String type, Map<String, ?> config) {
        return Map.of("actionType", type, "actionConfig", config);
    }

    /** What a request answers with its key, after one that failed at the first such command. */
    private static Answer failingOnce(
            Person person, String method, String path, Object body, Predicate<Object> at) {
        var failed = new AtomicBoolean();
        var broken =
                SERVER.bean(CommandBus.class)
                        .registerDispatchInterceptor(messages ->
                                (index, message) -> {
                                    if (at.test(message.getPayload())
                                            && failed.compareAndSet(false, true)) {
                                        throw new IllegalStateException("the node dies here");
                                    }
                                    return message;
                                });
        var key = Map.of("Idempotency-Key", "half-done");
        try (broken) {
            assertThat(person.send(method, path, body, key).status()).isEqualTo(500);
        }
        return person.send(method, path, body, key);
    }
}
