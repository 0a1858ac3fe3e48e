package almanac.app.api.automation;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.ids.Ids;
import almanac.app.sync.BusWrites;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.web.Commands;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.ImportedEntry;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.store.ProjectionProgress;
import almanac.sync.local.Run;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What rules do by themselves and on demand, from end to end. */
final class RuleRunsTest {

    private static final String RULES = "/api/automation/rules";
    private static final String EVENTS = "/api/events";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private final Person ada = Person.in(SERVER, "ada", "Europe/Vienna");

    /** Returns when rules have seen everything, and readers what rules did. */
    private static void settled() {
        for (var group : List.of("rules", "automation", "entries", "comments")) {
            seen(group);
        }
    }

    private static void seen(String group) {
        var head = SERVER.bean(EventStore.class).createHeadToken().position().orElseThrow();
        assertThat(SERVER.bean(ProjectionProgress.class).awaitPosition(Set.of(group), head, LONG))
                .as(group)
                .isTrue();
    }

    private static Map<String, Object> action(String type, Object... config) {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < config.length; i += 2) {
            values.put(config[i].toString(), config[i + 1]);
        }
        return Map.of("actionType", type, "actionConfig", values);
    }

    private static final Map<String, Object> SOCCER =
            Map.of("field", "event.title", "operator", "contains", "value", "soccer");

    @SafeVarargs
    private static Map<String, Object> rule(String trigger, Map<String, Object>... actions) {
        return Map.of(
                "name",
                "Soccer",
                "triggerType",
                trigger,
                "conditions",
                List.of(SOCCER),
                "actions",
                List.of(actions));
    }

    private static Map<String, Object> event(String title, String date) {
        return Map.of(
                "title", title,
                "startDate", date,
                "startTime", "17:00",
                "endDate", date,
                "endTime", "18:30");
    }

    private static String path(JsonNode rule) {
        return RULES + "/" + rule.get("id").asLong();
    }

    private JsonNode read(JsonNode event) {
        return ada.get(EVENTS + "/" + event.get("id").asLong()).json();
    }

    private List<JsonNode> logs(JsonNode rule) {
        var logs = new ArrayList<JsonNode>();
        ada.get(path(rule) + "/audit-logs").json().get("data").forEach(logs::add);
        return logs;
    }

    @Test
    void an_event_that_is_created_gets_color_tag_and_comment_by_itself() {
        var rule =
                ada.created(
                        RULES,
                        rule(
                                "event.created",
                                action("set_event_color", "color", "#10b981"),
                                action("add_event_tag", "tag", "sport"),
                                action("add_event_comment", "content", "Bring the ball")));
        var event = ada.created(EVENTS, event("Soccer practice", "2026-04-01"));
        var other = ada.created(EVENTS, event("Dinner", "2026-04-01"));
        settled();

        var changed = read(event);
        assertThat(changed.get("color").asString()).isEqualTo("#10b981");
        assertThat(changed.at("/tags/0").asString()).isEqualTo("sport");
        assertThat(read(other)).isEqualTo(other);
        var comments = ada.get(EVENTS + "/" + event.get("id").asLong() + "/comments").json();
        assertThat(comments.at("/comments/0/content").asString()).isEqualTo("Bring the ball");

        var logs = logs(rule);
        assertThat(logs).hasSize(1);
        var log = logs.getFirst();
        assertThat(log.get("status").asString()).isEqualTo("success");
        assertThat(log.get("triggerType").asString()).isEqualTo("event.created");
        assertThat(log.get("ruleId")).isEqualTo(rule.get("id"));
        assertThat(log.get("eventId")).isEqualTo(event.get("id"));
        assertThat(log.get("actionResults").size()).isEqualTo(3);
        assertThat(log.at("/actionResults/0/actionType").asString()).isEqualTo("set_event_color");
        assertThat(log.at("/actionResults/0/success").asBoolean()).isTrue();
        assertThat(log.get("errorMessage").isNull()).isTrue();
        assertThat(log.get("duration_ms").asLong()).isNotNegative();
        assertThat(ada.get("/api/automation/audit-logs/" + log.get("id").asLong()).json())
                .isEqualTo(log);

        var seen = ada.get(path(rule)).json();
        assertThat(seen.get("executionCount").asInt()).isEqualTo(1);
        assertThat(seen.get("lastExecutedAt")).isEqualTo(log.get("executedAt"));
        var stats = ada.get(path(rule) + "/stats").json();
        assertThat(stats.get("totalExecutions").asInt()).isEqualTo(1);
        assertThat(stats.at("/byStatus/success").asInt()).isEqualTo(1);
        assertThat(stats.at("/byStatus/skipped").asInt()).isZero();
    }

    @Test
    void history_says_that_the_rule_did_it_in_the_owners_name() {
        var rule =
                ada.created(
                        RULES,
                        rule("event.created", action("set_event_color", "color", "#10b981")));
        var event = ada.created(EVENTS, event("Soccer practice", "2026-04-01"));
        settled();

        var facts =
                SERVER.bean(EventStore.class)
                        .readEvents("entry-" + event.get("id").asLong())
                        .asStream()
                        .toList();
        assertThat(facts).hasSize(2);
        var meta = facts.getLast().getMetaData();
        assertThat(meta.get(Actor.ORIGIN_KEY)).isEqualTo("rule:" + rule.get("id").asLong());
        assertThat(meta.get(Actor.USER_KEY)).isEqualTo(Long.toString(ada.user().id()));
        assertThat(meta.get("traceId"))
                .as("what it all began with")
                .isNotNull()
                .isEqualTo(facts.getFirst().getMetaData().get("traceId"));
    }

    @Test
    void a_rule_on_changes_runs_once_for_each_and_never_on_its_own() {
        var rule =
                ada.created(
                        RULES,
                        rule(
                                "event.updated",
                                action("set_event_status", "status", "tentative"),
                                action("update_event_description", "description", "By a rule")));
        var event = ada.created(EVENTS, event("Dinner", "2026-04-01"));
        settled();
        assertThat(logs(rule)).isEmpty();

        ada.patch(EVENTS + "/" + event.get("id").asLong(), Map.of("title", "Soccer"));
        settled();
        assertThat(read(event).get("status").asString()).isEqualTo("tentative");
        assertThat(read(event).get("description").asString()).isEqualTo("By a rule");
        ada.patch(EVENTS + "/" + event.get("id").asLong(), Map.of("title", "Soccer again"));
        settled();
        assertThat(logs(rule))
                .extracting(log -> log.get("status").asString())
                .containsExactly("skipped", "success");
    }

    @Test
    void an_occurrence_that_is_changed_alone_is_all_that_the_rule_touches() {
        ada.created(RULES, rule("event.updated", action("set_event_color", "color", "#10b981")));
        var body = new HashMap<>(event("Practice", "2026-04-01"));
        body.put("calendarId", ada.calendar());
        body.put("recurrence", Map.of("type", "weekly", "endType", "count", "count", 3));
        var series = ada.created(EVENTS + "/recurring", body);
        var second = series.get(2);
        ada.patch(
                EVENTS + "/" + second.get("id").asLong(),
                Map.of("title", "Soccer final", "updateMode", "single"));
        settled();
        assertThat(read(second).get("color").asString()).isEqualTo("#10b981");
        assertThat(read(series.get(1)).get("color").isNull()).isTrue();
        assertThat(read(series.get(3)).get("color").isNull()).isTrue();
    }

    @Test
    void a_refused_action_shows_in_the_log_and_the_others_are_done() {
        var extra = ada.created("/api/calendars", Map.of("name", "Sport"));
        var rule =
                ada.created(
                        RULES,
                        rule(
                                "event.created",
                                action("move_to_calendar", "calendarId", extra.get("id").asLong()),
                                action("set_event_color", "color", "#10b981")));
        ada.delete("/api/calendars/" + extra.get("id").asLong());
        var event = ada.created(EVENTS, event("Soccer", "2026-04-01"));
        settled();

        assertThat(read(event).get("color").asString()).isEqualTo("#10b981");
        var log = logs(rule).getFirst();
        assertThat(log.get("status").asString()).isEqualTo("partial_success");
        assertThat(log.get("errorMessage").asString()).isEqualTo("Calendar not found");
        assertThat(log.at("/actionResults/0/success").asBoolean()).isFalse();
        assertThat(log.at("/actionResults/0/outcome").asString()).isEqualTo("refused");
        assertThat(log.at("/actionResults/1/outcome").asString()).isEqualTo("done");
    }

    @Test
    void a_rule_moves_and_calls_off() {
        var extra = ada.created("/api/calendars", Map.of("name", "Sport"));
        ada.created(
                RULES,
                rule(
                        "event.created",
                        action("move_to_calendar", "calendarId", extra.get("id").asLong()),
                        action("cancel_event")));
        var event = ada.created(EVENTS, event("Soccer", "2026-04-01"));
        settled();
        assertThat(read(event).get("calendarId")).isEqualTo(extra.get("id"));
        assertThat(read(event).get("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void a_disabled_rule_waits_for_its_owner() {
        var body = new HashMap<>(rule("event.created", action("add_event_tag", "tag", "sport")));
        body.put("isEnabled", false);
        var rule = ada.created(RULES, body);
        var event = ada.created(EVENTS, event("Soccer", "2026-04-01"));
        settled();
        assertThat(logs(rule)).isEmpty();

        var answer = execute(rule, Map.of("startDate", "2026-04-01", "endDate", "2026-04-01"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/message")).isEqualTo("Rule executed on 1 event");
        assertThat(answer.json().get("executionCount").asInt()).isEqualTo(1);
        assertThat(read(event).at("/tags/0").asString()).isEqualTo("sport");
        assertThat(logs(rule).getFirst().get("triggerType").asString()).isEqualTo("manual");
    }

    private Answer execute(JsonNode rule, Object body) {
        return ada.post(path(rule) + "/execute", body);
    }

    @Test
    void an_execution_concerns_what_fits_in_the_range_and_a_series_once() {
        var extra = ada.created("/api/calendars", Map.of("name", "Sport"));
        var inRange = ada.created(EVENTS, event("Soccer one", "2026-04-01"));
        var later = ada.created(EVENTS, event("Soccer two", "2026-05-01"));
        var unfit = ada.created(EVENTS, event("Dinner", "2026-04-02"));
        var elsewhere = new HashMap<>(event("Soccer three", "2026-04-03"));
        elsewhere.put("calendarId", extra.get("id").asLong());
        var third = ada.created(EVENTS, elsewhere);
        var weekly = new HashMap<>(event("Soccer weekly", "2026-04-01"));
        weekly.put("calendarId", ada.calendar());
        weekly.put("recurrence", Map.of("type", "weekly", "endType", "count", "count", 4));
        var series = ada.created(EVENTS + "/recurring", weekly);
        var rule =
                ada.created(RULES, rule("event.created", action("add_event_tag", "tag", "sport")));
        settled();
        assertThat(logs(rule)).as("nothing happened since").isEmpty();

        var april = Map.<String, Object>of("startDate", "2026-04-01", "endDate", "2026-04-30");
        var own = new HashMap<>(april);
        own.put("calendarIds", List.of(ada.calendar()));
        assertThat(execute(rule, own).json().get("executionCount").asInt()).isEqualTo(2);
        assertThat(read(inRange).at("/tags/0").asString()).isEqualTo("sport");
        assertThat(read(series.get(4)).at("/tags/0").asString()).isEqualTo("sport");
        assertThat(read(later).get("tags").size()).isZero();
        assertThat(read(unfit).get("tags").size()).isZero();
        assertThat(read(third).get("tags").size()).isZero();

        assertThat(execute(rule, april).json().get("executionCount").asInt()).isEqualTo(3);
        assertThat(read(third).at("/tags/0").asString()).isEqualTo("sport");
        assertThat(ada.get(path(rule) + "/stats").json().at("/byStatus/skipped").asInt())
                .as("what had the tag already")
                .isEqualTo(2);
    }

    @Test
    void an_execution_without_a_body_takes_a_year_and_a_quarter() {
        var rule =
                ada.created(RULES, rule("event.created", action("add_event_tag", "tag", "sport")));
        var answer = ada.send("POST", path(rule) + "/execute", null, Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/message")).isEqualTo("Rule executed on 0 events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"startDate":"tomorrow"}                               | startDate
                    {"startDate":"2026-02-30"}                             | startDate
                    {"endDate":7}                                          | endDate
                    {"startDate":"2026-04-02","endDate":"2026-04-01"}      | endDate
                    {"startDate":"2024-01-01","endDate":"2026-04-01"}      | endDate
                    {"calendarIds":[]}                                     | calendarIds
                    {"calendarIds":[0]}                                    | calendarIds
                    {"calendarIds":[null]}                                 | calendarIds
                    {"calendarIds":"5"}                                    | calendarIds
                    """)
    void a_range_that_is_none_is_refused_by_name(String body, String field) {
        var rule = ada.created(RULES, rule("event.created", action("cancel_event")));
        var answer = execute(rule, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
    }

    @Test
    void a_calendar_of_somebody_else_is_denied() {
        var eve = Person.at(SERVER, "eve");
        var rule = ada.created(RULES, rule("event.created", action("cancel_event")));
        var answer = execute(rule, Map.of("calendarIds", List.of(eve.calendar())));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("Access denied to this calendar");
    }

    @Test
    void an_audit_log_of_somebody_else_is_denied() {
        var rule =
                ada.created(RULES, rule("event.created", action("add_event_tag", "tag", "sport")));
        ada.created(EVENTS, event("Soccer", "2026-04-01"));
        settled();
        var log = logs(rule).getFirst();
        var eve = Person.at(SERVER, "eve");
        var answer = eve.get("/api/automation/audit-logs/" + log.get("id").asLong());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("Access denied to this audit log");
    }

    @Test
    void a_file_that_is_imported_sets_import_rules_going() {
        var rule =
                ada.created(
                        RULES,
                        rule("calendar.imported", action("set_event_color", "color", "#10b981")));
        var file =
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//EN
                BEGIN:VEVENT
                UID:soccer-1
                DTSTAMP:20260101T000000Z
                DTSTART;VALUE=DATE:20260401
                SUMMARY:Soccer day
                END:VEVENT
                END:VCALENDAR
                """
                        .replace("\n", "\r\n");
        var imported =
                ada.send(
                        "POST",
                        "/api/calendars/" + ada.calendar() + "/import",
                        file,
                        Map.of("Content-Type", "text/calendar"));
        assertThat(imported.status()).as(imported.text()).isBetween(200, 201);
        settled();
        var events = ada.list(EVENTS + "?startDate=2026-04-01&endDate=2026-04-01");
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().get("color").asString()).isEqualTo("#10b981");
        assertThat(logs(rule).getFirst().get("triggerType").asString())
                .isEqualTo("calendar.imported");
    }

    /** As a run of the mapping brings an all-day event, in the name of the connection's user. */
    private void arrives(ConnectionId connection, MappingId mapping, String uid, String title) {
        var user = new UserId(ada.user().id());
        var calendar = new CalendarId(ada.calendar());
        var content =
                ImportedEntry.single(
                        uid,
                        Details.titled(title),
                        new Span.AllDay(
                                LocalDate.parse("2026-04-01"), LocalDate.parse("2026-04-02")));
        new BusWrites(SERVER.bean(CommandBus.class))
                .<Object>send(
                        new Actor(user, Origin.of(Origin.Kind.CONNECTION, connection.value())),
                        new Run(mapping, "run"),
                        new EntryCommand.ImportEntry(
                                SERVER.bean(Ids.class).forUid(calendar, uid),
                                calendar,
                                user,
                                content));
    }

    /** Ties the calendar, and answers when sync knows it. */
    private MappingId mapped(ConnectionId connection, boolean triggerRules, List<Long> rules) {
        var terms =
                new MappingTerms(
                        "primary",
                        new CalendarId(ada.calendar()),
                        "Family Calendar",
                        true,
                        triggerRules,
                        rules,
                        ConflictPolicy.NEWEST);
        var mapping =
                SERVER.bean(Commands.class)
                        .<MappingId>send(
                                Actor.user(new UserId(ada.user().id())),
                                new ConnectionCommand.MapCalendar(
                                        connection, SERVER.bean(Ids.class).mapping(), terms));
        seen("sync");
        return mapping;
    }

    private ConnectionId connected() {
        var connection = SERVER.bean(Ids.class).connection();
        var user = new UserId(ada.user().id());
        SERVER.bean(Commands.class)
                .<Object>send(
                        Actor.user(user),
                        new ConnectionCommand.Connect(
                                connection,
                                user,
                                ProviderKind.GOOGLE,
                                "account-" + user.value(),
                                "ada@gmail.com",
                                Set.of(),
                                false));
        return connection;
    }

    @Test
    void what_a_provider_brings_runs_the_rules_that_the_mapping_names() {
        var chosen =
                ada.created(
                        RULES,
                        rule("calendar.imported", action("set_event_color", "color", "#10b981")));
        var other =
                ada.created(RULES, rule("event.created", action("add_event_tag", "tag", "sport")));
        var connection = connected();
        var mapping = mapped(connection, false, List.of());
        arrives(connection, mapping, "soccer-1", "Soccer one");
        settled();
        assertThat(logs(chosen)).as("a mapping without rules").isEmpty();

        mapped(connection, true, List.of(chosen.get("id").asLong(), 999_999L));
        arrives(connection, mapping, "soccer-2", "Soccer two");
        arrives(connection, mapping, "dinner", "Dinner");
        settled();
        assertThat(logs(chosen)).hasSize(1);
        assertThat(logs(other)).isEmpty();

        mapped(connection, true, List.of());
        arrives(connection, mapping, "soccer-3", "Soccer three");
        arrives(connection, mapping, "soccer-3", "Soccer three");
        settled();
        assertThat(logs(chosen)).as("each once").hasSize(2);
        assertThat(logs(other)).hasSize(1);
        var third =
                ada.list(EVENTS + "?startDate=2026-04-01&endDate=2026-04-01").stream()
                        .filter(event -> event.get("title").asString().equals("Soccer three"))
                        .findFirst()
                        .orElseThrow();
        assertThat(third.get("color").asString()).isEqualTo("#10b981");
        assertThat(third.at("/tags/0").asString()).isEqualTo("sport");
    }

    @Test
    void what_a_mapping_brought_before_it_ended_runs_its_rules_however_late() {
        var rule =
                ada.created(
                        RULES,
                        rule("calendar.imported", action("set_event_color", "color", "#10b981")));
        var connection = connected();
        var mapping = mapped(connection, true, List.of());
        SERVER.bean(Commands.class)
                .<Object>send(
                        Actor.user(new UserId(ada.user().id())),
                        new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        seen("sync");

        arrives(connection, mapping, "soccer-1", "Soccer one");
        settled();
        assertThat(logs(rule)).hasSize(1);
    }
}
