package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.RuleBody;
import almanac.store.ProjectionProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a user is told of what they did and of what happened to what is theirs. */
final class PersonalAuditTest {

    private static final String FEED = "/api/users/me/audit";
    private static final String SUMMARY = FEED + "/summary";
    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private final Person ada = Person.at(SERVER, "ada");
    private final Person ben = Person.at(SERVER, "ben");

    private static long event(Person person, String title, long calendar) {
        var body = Map.of("title", title, "startDate", "2026-03-02", "calendarId", calendar);
        return person.created("/api/events", body).get("id").asLong();
    }

    private static List<JsonNode> feed(Person person, String query) {
        var answer = person.get(FEED + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var events = new ArrayList<JsonNode>();
        answer.json().get("events").forEach(events::add);
        return events;
    }

    private static List<String> actions(Person person, String query) {
        return feed(person, query).stream().map(each -> each.get("action").asString()).toList();
    }

    private static List<String> deeds(Person person) {
        return feed(person, "").stream()
                .map(each -> each.get("action").asString() + " " + each.at("/actor/id").asString())
                .toList();
    }

    @Test
    void a_user_sees_what_they_did_and_what_others_did_on_calendars_of_theirs() {
        var dinner = event(ada, "dinner", ada.calendar());
        ada.share(ada.calendar(), ben, "write");
        ben.patch("/api/events/" + dinner, Map.of("title", "supper"));
        event(ben, "secret", ben.calendar());
        event(ada, "lunch", ada.calendar());

        assertThat(deeds(ada))
                .containsExactly(
                        "entry.created " + ada.user().id(),
                        "entry.updated " + ben.user().id(),
                        "calendar.shared " + ada.user().id(),
                        "entry.created " + ada.user().id(),
                        "calendar.created " + ada.user().id(),
                        "user.registered " + ada.user().id());
        assertThat(deeds(ben))
                .containsExactly(
                        "entry.created " + ben.user().id(),
                        "entry.updated " + ben.user().id(),
                        "calendar.created " + ben.user().id(),
                        "user.registered " + ben.user().id());
        assertThat(actions(Person.at(SERVER, "carl"), ""))
                .containsExactly("calendar.created", "user.registered");
    }

    @Test
    void an_event_of_the_feed_says_when_who_did_what_to_what() {
        var dinner = event(ada, "dinner", ada.calendar());
        ada.share(ada.calendar(), ben, "write");
        ben.created("/api/events/" + dinner + "/comments", Map.of("content", "I bring wine"));

        var told = feed(ada, "?limit=1").getFirst();
        assertThat(told.get("id").asLong()).isPositive();
        assertThat(told.get("occurredAt").asString()).endsWith("Z");
        assertThat(told.get("category").asString()).isEqualTo("comment");
        assertThat(told.get("action").asString()).isEqualTo("comment.written");
        assertThat(told.get("outcome").asString()).isEqualTo("success");
        assertThat(told.get("severity").asString()).isEqualTo("info");
        assertThat(told.get("description").asString()).isEqualTo("comment written");
        assertThat(told.get("resourceType").asString()).isEqualTo("event");
        assertThat(told.get("resourceId").asLong()).isEqualTo(dinner);
        assertThat(told.at("/actor/username").asString()).isEqualTo(ben.user().username());
        assertThat(told.at("/actor/via").asString()).isEqualTo("user");
        assertThat(told.toString()).doesNotContain("wine");
    }

    @Test
    void offsets_lead_through_all_of_it() {
        for (var number = 0; number < 5; number++) {
            event(ada, "event " + number, ada.calendar());
        }
        var paged = new ArrayList<JsonNode>();
        var offset = "0";
        while (!offset.isEmpty()) {
            var page = ada.get(FEED + "?limit=3&offset=" + offset).json();
            page.get("events").forEach(paged::add);
            offset = page.get("nextOffset").asString("");
        }

        assertThat(paged).hasSize(7).isEqualTo(feed(ada, ""));
        assertThat(feed(ada, "?offset=7")).isEmpty();
        assertThat(ada.get(FEED + "?limit=7").json().get("nextOffset").isNull()).isTrue();
    }

    @Test
    void filters_choose_by_each_word_and_the_summary_counts_what_they_leave() {
        var dinner = event(ada, "dinner", ada.calendar());
        ada.created("/api/events/" + dinner + "/comments", Map.of("content", "late"));
        var from = feed(ada, "?limit=1").getFirst().get("occurredAt").asString();
        var key = ada.created("/api/api-keys", Map.of("name", "k")).get("apiKey").asString();
        ada.delete("/api/events/" + dinner);

        assertThat(actions(ada, "?categories=event,comment"))
                .containsExactly("entry.deleted", "comment.written", "entry.created");
        assertThat(actions(ada, "?categories=api_key&categories=comment"))
                .containsExactly("user.api-key-issued", "comment.written");
        assertThat(actions(ada, "?actions=entry.deleted")).containsExactly("entry.deleted");
        assertThat(actions(ada, "?search=Event%20DEL")).containsExactly("entry.deleted");
        assertThat(actions(ada, "?search=comment.w")).containsExactly("comment.written");
        assertThat(actions(ada, "?outcomes=failure,denied")).isEmpty();
        assertThat(actions(ada, "?outcomes=success&severities=info&categories=")).hasSize(6);
        assertThat(actions(ada, "?severities=warn,critical")).isEmpty();
        assertThat(actions(ada, "?from=" + from + "&categories=event,comment"))
                .contains("entry.deleted")
                .doesNotContain("entry.created");
        assertThat(actions(ada, "?to=" + from)).doesNotContain("comment.written", "entry.deleted");

        var summary = ada.get(SUMMARY + "?categories=event,api_key").json();
        assertThat(summary.toString())
                .isEqualTo(
                        """
                        {"totalEvents":3,"byCategory":{"api_key":1,"event":2},\
                        "byOutcome":{"success":3},"bySeverity":{"info":3},\
                        "byAction":{"entry.created":1,"entry.deleted":1,"user.api-key-issued":1}}\
                        """);
        var reader = Map.of("x-api-key", key);
        assertThat(SERVER.exchange("GET", FEED, null, reader).json().get("events")).hasSize(6);
        assertThat(ada.get(SUMMARY).json().get("totalEvents").asLong()).isEqualTo(6);
        assertThat(ben.get(SUMMARY).json().get("totalEvents").asLong()).isEqualTo(2);
    }

    @Test
    void what_rules_did_is_told_unless_it_is_left_out() {
        ada.created("/api/automation/rules", RuleBody.green("green"));
        event(ada, "dinner", ada.calendar());
        settled();

        assertThat(actions(ada, "?limit=5"))
                .containsExactly(
                        "rule.run-ended",
                        "entry.updated",
                        "rule.run-begun",
                        "entry.created",
                        "rule.created");
        assertThat(feed(ada, "?actions=entry.updated").getFirst().at("/actor/via").asString())
                .startsWith("rule:");
        assertThat(actions(ada, "?includeAutomation=false"))
                .containsExactly(
                        "entry.created", "rule.created", "calendar.created", "user.registered");
        assertThat(actions(ada, "?categories=automation&outcomes=success")).hasSize(3);
        assertThat(ada.get(SUMMARY + "?includeAutomation=false").at("/byAction/entry.updated"))
                .isEmpty();
    }

    /** Returns when rules have seen everything, and readers what rules did. */
    private static void settled() {
        var progress = SERVER.bean(ProjectionProgress.class);
        for (var group : List.of("rules", "automation")) {
            var head = SERVER.bean(EventStore.class).createHeadToken().position().orElseThrow();
            assertThat(progress.awaitPosition(Set.of(group), head, Duration.ofSeconds(60)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "categories, mutation",
        "outcomes, 'success,well'",
        "severities, error",
        "actions, entry.update",
        "actions, operation.begun",
        "from, yesterday",
        "to, 2026-03-29",
        "includeAutomation, perhaps"
    })
    void a_word_that_is_not_known_is_named(String field, String sent) {
        for (var path : List.of(FEED, SUMMARY)) {
            var refused = ada.get(path + "?" + field + "=" + sent);
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/error/details/fields/0/field")).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 501", "limit, many", "offset, -1", "offset, 1.5"})
    void a_page_that_cannot_be_is_named(String field, String sent) {
        var refused = ada.get(FEED + "?" + field + "=" + sent);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/error/details/fields/0/field")).isEqualTo(field);
    }

    @Test
    void a_time_that_ends_before_it_begins_is_refused() {
        var refused = ada.get(FEED + "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/details/fields/0/field")).isEqualTo("to");
        assertThat(actions(ada, "?from=-999999999-01-01T00:00:00Z&to=%2B999999999-12-31T00:00:00Z"))
                .isNotEmpty();
    }
}
