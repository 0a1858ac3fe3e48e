package almanac.app.api.history;

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
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.message.Actor;
import almanac.sync.local.Acting;
import almanac.sync.local.Run;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Things go back by new facts, and history keeps all of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RestoreTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Person owner = Person.at(SERVER, "owner");

    private long event(String title) {
        return owner.created(
                        "/api/events",
                        Map.of(
                                "title",
                                title,
                                "startDate",
                                "2026-03-02",
                                "calendarId",
                                owner.calendar()))
                .get("id")
                .asLong();
    }

    /** Six practices. */
    private JsonNode soccer() {
        return owner.created(
                "/api/events/recurring",
                Map.of(
                        "title",
                        "soccer",
                        "startDate",
                        "2026-04-01",
                        "calendarId",
                        owner.calendar(),
                        "recurrence",
                        Map.of("type", "weekly", "endType", "count", "count", 6)));
    }

    private static Instant now() {
        return SERVER.bean(Clock.class).instant().plusNanos(1);
    }

    private static Map<String, Object> at(Instant instant) {
        return Map.of("at", instant.toString());
    }

    private static Map<String, Object> dry(Map<String, Object> body) {
        var dry = new HashMap<>(body);
        dry.put("dryRun", true);
        return dry;
    }

    /** What an event shows, apart from when it last changed. */
    private JsonNode shown(long event) {
        var answer = owner.get("/api/events/" + event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ((tools.jackson.databind.node.ObjectNode) answer.json()).without("updatedAt");
    }

    private Answer restore(String path, Map<String, Object> body) {
        var answer = owner.post(path + "/restore", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void an_edited_event_is_again_what_it_was_and_a_dry_run_only_says_so() {
        var event = event("dinner");
        var before = shown(event);
        var then = now();
        var path = "/api/events/" + event;
        owner.patch(path, Map.of("title", "supper", "startTime", "10:00"));
        var edited = shown(event);

        var told = restore(path, dry(at(then)));
        assertThat(told.json().at("/events/0/changes/title").toString())
                .isEqualTo("{\"from\":\"supper\",\"to\":\"dinner\"}");
        assertThat(told.json().get("dryRun").asBoolean()).isTrue();
        assertThat(shown(event)).isEqualTo(edited);

        restore(path, at(then));
        assertThat(shown(event)).isEqualTo(before);
        assertThat(restore(path, at(then)).json().get("events").isEmpty()).isTrue();
        restore(path, Map.of("revision", 1));
        assertThat(shown(event)).isEqualTo(edited);
        var history = owner.get(path + "/history").json().get("data");
        assertThat(history.valueStream().map(item -> item.get("type").asString()))
                .containsExactly(
                        "entry.created", "entry.updated", "entry.restored", "entry.restored");
    }

    @Test
    void a_deleted_series_comes_back_under_its_own_ids_with_its_exceptions_and_comments() {
        var made = soccer();
        var series = made.get(0).get("id").asLong();
        var occurrence = made.get(2).get("id").asLong();
        owner.patch("/api/events/" + occurrence, Map.of("title", "match"));
        owner.patch(
                "/api/events/" + made.get(4).get("id").asLong(),
                Map.of("title", "late", "updateMode", "future"));
        owner.created("/api/events/" + occurrence + "/comments", Map.of("content", "hurray"));
        var april =
                "/api/events/calendar/"
                        + owner.calendar()
                        + "?startDate=2026-04-01&endDate=2026-06-01";
        var before = titles(owner.get(april));
        var then = now();
        owner.send("DELETE", "/api/events/" + series + "?scope=all", null, Map.of());
        assertThat(owner.get("/api/events/" + occurrence).status()).isEqualTo(404);

        restore("/api/events/" + series, at(then));

        assertThat(titles(owner.get(april))).isEqualTo(before).hasSize(6);
        assertThat(owner.get("/api/events/" + occurrence).at("/title")).isEqualTo("match");
        assertThat(owner.get("/api/events/" + occurrence + "/comments").at("/comments/0/content"))
                .isEqualTo("hurray");
    }

    private static List<String> titles(Answer list) {
        return list.json()
                .valueStream()
                .map(it ->
                        it.get("id").asLong()
                                + " "
                                + it.get("startDate").asString()
                                + " "
                                + it.get("title").asString())
                .toList();
    }

    @Test
    void one_occurrence_goes_back_and_the_others_stay() {
        var made = soccer();
        var series = made.get(0).get("id").asLong();
        var one = made.get(2).get("id").asLong();
        var other = made.get(3).get("id").asLong();
        owner.patch("/api/events/" + one, Map.of("title", "match", "location", "Field 2"));
        var before = shown(one);
        var then = now();
        owner.patch("/api/events/" + one, Map.of("title", "cup", "startDate", "2026-04-09"));
        owner.patch("/api/events/" + other, Map.of("title", "cancelled?"));

        restore("/api/events/" + series, Map.of("at", then.toString(), "occurrence", one));
        assertThat(shown(one)).isEqualTo(before);
        assertThat(shown(other).get("title").asString()).isEqualTo("cancelled?");
        owner.delete("/api/events/" + one);
        restore("/api/events/" + one, at(then));
        assertThat(shown(one)).isEqualTo(before);
        var wrong =
                owner.post(
                        "/api/events/" + series + "/restore",
                        Map.of("at", then.toString(), "occurrence", 7));
        assertThat(wrong.at("/error/details/fields/0/field")).isEqualTo("occurrence");
    }

    @Test
    void of_a_series_it_is_said_which_occurrences_go_back() {
        var made = soccer();
        var series = "/api/events/" + made.get(0).get("id").asLong();
        var then = now();
        owner.patch("/api/events/" + made.get(2).get("id").asLong(), Map.of("title", "match"));
        owner.delete("/api/events/" + made.get(3).get("id").asLong());
        var later = Map.of("location", "Hall", "updateMode", "future");
        owner.patch("/api/events/" + made.get(5).get("id").asLong(), later);

        var told = restore(series, dry(at(then))).json().at("/events/0");
        assertThat(told.get("changes").isEmpty()).isTrue();
        var parts = told.get("occurrences");
        assertThat(parts.valueStream().map(RestoreTest::named))
                .containsExactly(
                        made.get(2).get("id") + " this 2026-04-08T00:00:00",
                        made.get(3).get("id") + " this 2026-04-15T00:00:00",
                        made.get(5).get("id") + " future 2026-04-29T00:00:00");
        assertThat(parts.at("/0/changes").toString())
                .isEqualTo("{\"title\":{\"from\":\"match\",\"to\":\"soccer\"}}");
        assertThat(parts.at("/1/changes/startDate").toString())
                .isEqualTo("{\"from\":null,\"to\":\"2026-04-15\"}");
        assertThat(parts.at("/2/changes").toString())
                .isEqualTo("{\"location\":{\"from\":\"Hall\",\"to\":null}}");

        assertThat(restore(series, at(then)).json().at("/events/0")).isEqualTo(told);
    }

    private static String named(JsonNode part) {
        return "%s %s %s"
                .formatted(
                        part.get("eventId"),
                        part.get("scope").asString(),
                        part.get("originalStart").asString());
    }

    @Test
    void a_comment_says_again_what_it_said() {
        var event = event("dinner");
        var path = "/api/events/" + event + "/comments";
        var comment = owner.created(path, Map.of("content", "late")).get("id").asLong();
        var then = now();
        owner.patch(path + "/" + comment, Map.of("content", "on time"));
        owner.patch(path + "/" + comment + "/flag", Map.of("isFlagged", true));

        assertThat(restore(path + "/" + comment, dry(at(then))).json().get("changes").toString())
                .isEqualTo(
                        "{\"content\":{\"from\":\"on time\",\"to\":\"late\"},"
                                + "\"isFlagged\":{\"from\":true,\"to\":false}}");
        restore(path + "/" + comment, at(then));
        var shown = owner.get(path).json().at("/comments/0");
        assertThat(shown.get("content").asString()).isEqualTo("late");
        assertThat(shown.get("isFlagged").asBoolean()).isFalse();

        restore(path + "/" + comment, Map.of("revision", 2));
        var flagged = owner.get(path).json().at("/comments/0");
        assertThat(flagged.get("content").asString()).isEqualTo("on time");
        assertThat(flagged.get("isFlagged").asBoolean()).isTrue();
        restore(path + "/" + comment, Map.of("revision", 0));
        assertThat(owner.get(path).at("/comments/0/content")).isEqualTo("late");
    }

    @Test
    void a_calendar_goes_back_to_one_of_its_own_revisions() {
        var calendar = owner.created("/api/calendars", Map.of("name", "Holidays"));
        var path = "/api/calendars/" + calendar.get("id").asLong();
        var body = new HashMap<String, Object>(Map.of("title", "beach", "startDate", "2026-07-01"));
        body.put("calendarId", calendar.get("id").asLong());
        var event = owner.created("/api/events", body).get("id").asLong();
        owner.patch(path, Map.of("name", "Summer"));
        owner.patch("/api/events/" + event, Map.of("title", "mountains"));

        assertThat(restore(path, dry(Map.of("revision", 0))).at("/events/0/action"))
                .isEqualTo("deleted");
        restore(path, Map.of("revision", 1));
        assertThat(shown(event).get("title").asString()).isEqualTo("beach");
        assertThat(owner.get(path).at("/name")).as("its own details stay").isEqualTo("Summer");
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.post(path + "/restore", Map.of("revision", 99)).status())
                .isEqualTo(403);
    }

    @Test
    void a_deleted_calendar_comes_back_to_its_owner_as_it_was_with_shares_and_events() {
        var friend = Person.at(SERVER, "friend");
        var made = owner.created("/api/calendars", Map.of("name", "Holidays"));
        var calendar = made.get("id").asLong();
        owner.share(calendar, friend, "write");
        var body = Map.of("title", "beach", "startDate", "2026-07-01", "calendarId", calendar);
        var event = owner.created("/api/events", body).get("id").asLong();
        var path = "/api/calendars/" + calendar;
        var before = owner.get(path).text();
        var then = now();
        owner.patch("/api/events/" + event, Map.of("title", "mountains"));
        assertThat(owner.delete(path).status()).isBetween(200, 204);
        assertThat(owner.get("/api/events/" + event).status()).isEqualTo(404);
        assertThat(friend.post(path + "/restore", at(then)).status()).isEqualTo(404);

        var told = restore(path, dry(at(then))).json();
        assertThat(told.at("/calendars/0/name").asString()).isEqualTo("Holidays");
        assertThat(told.at("/calendars/0/sharedWith/0").asLong()).isEqualTo(friend.user().id());
        assertThat(told.at("/events/0/eventId").asLong()).isEqualTo(event);
        assertThat(owner.get(path).status()).as("a dry run does nothing").isEqualTo(404);

        var done = restore(path, at(then)).json();
        assertThat(done.get("skipped").isEmpty()).as(done.toString()).isTrue();
        assertThat(without(owner.get(path).json(), "updatedAt"))
                .isEqualTo(without(JSON.readTree(before), "updatedAt"));
        assertThat(shown(event).get("title").asString()).isEqualTo("beach");
        assertThat(friend.patch("/api/events/" + event, Map.of("title", "sea")).status())
                .as("the share is back")
                .isEqualTo(200);
        assertThat(owner.get(path + "/history").text()).contains("calendar.restored");
        var early = owner.get(path + "?asOf=" + then);
        assertThat(early.at("/name")).isEqualTo("Holidays");
    }

    private static JsonNode without(JsonNode calendar, String field) {
        return ((tools.jackson.databind.node.ObjectNode) calendar).without(field);
    }

    @Test
    void a_calendar_that_was_not_there_then_does_not_come_back() {
        var then = now();
        var made = owner.created("/api/calendars", Map.of("name", "Late"));
        var path = "/api/calendars/" + made.get("id").asLong();
        owner.delete(path);
        assertThat(owner.post(path + "/restore", at(then)).status()).isEqualTo(404);
    }

    @Test
    void a_whole_calendar_goes_back() {
        var kept = event("kept");
        var edited = event("edited");
        var gone = event("gone");
        var moved = event("moved");
        var other = owner.created("/api/calendars", Map.of("name", "other")).get("id").asLong();
        var path = "/api/calendars/" + owner.calendar();
        var day =
                "/api/events/calendar/"
                        + owner.calendar()
                        + "?startDate=2026-03-01&endDate=2026-03-31";
        var come =
                owner.created(
                                "/api/events",
                                Map.of(
                                        "title",
                                        "come",
                                        "startDate",
                                        "2026-03-02",
                                        "calendarId",
                                        other))
                        .get("id")
                        .asLong();
        var before = titles(owner.get(day));
        var then = now();
        owner.patch("/api/events/" + come, Map.of("calendarId", owner.calendar()));
        owner.patch("/api/events/" + edited, Map.of("title", "changed"));
        owner.delete("/api/events/" + gone);
        owner.patch("/api/events/" + moved, Map.of("calendarId", other));
        var late = event("late");

        var told = restore(path, dry(at(then))).json();
        assertThat(
                        told.get("events")
                                .valueStream()
                                .map(it ->
                                        it.get("eventId").asLong()
                                                + " "
                                                + it.get("action").asString()))
                .containsExactly(
                        edited + " restored",
                        gone + " restored",
                        moved + " restored",
                        come + " moved",
                        late + " deleted");
        assertThat(told.at("/events/3/changes").toString())
                .isEqualTo(
                        "{\"calendarId\":{\"from\":"
                                + owner.calendar()
                                + ",\"to\":"
                                + other
                                + "}}");
        assertThat(titles(owner.get(day))).isNotEqualTo(before);
        restore(path, at(then));
        assertThat(titles(owner.get(day))).isEqualTo(before).hasSize(4);
        assertThat(shown(kept).get("title").asString()).isEqualTo("kept");
        var friend = Person.at(SERVER, "friend");
        owner.share(owner.calendar(), friend, "write");
        assertThat(friend.post(path + "/restore", at(then)).status()).isEqualTo(403);
    }

    @Test
    void what_a_sync_run_did_is_taken_back_but_for_what_was_changed_since() {
        var run = new Run(new MappingId(owner.calendar()), "17");
        var edited = event("dinner");
        var touched = event("lunch");
        merged(run, edited, "from Google");
        merged(run, touched, "from Google");
        merged(run, 1_000_000_000L + owner.calendar(), "new from Google");
        owner.patch("/api/events/" + touched, Map.of("title", "mine"));
        var path = "/api/calendar-sync/runs/" + run + "/undo";
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.post(path, Map.of()).status()).isEqualTo(404);

        var told = owner.post(path, Map.of("dryRun", true)).json();
        assertThat(shown(edited).get("title").asString()).isEqualTo("from Google");
        var done = owner.post(path, Map.of());

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().get("events")).isEqualTo(told.get("events"));
        assertThat(done.json().at("/skipped/0/eventId").asLong()).isEqualTo(touched);
        assertThat(shown(edited).get("title").asString()).isEqualTo("dinner");
        assertThat(shown(touched).get("title").asString()).isEqualTo("mine");
        assertThat(owner.get("/api/events/" + (1_000_000_000L + owner.calendar())).status())
                .isEqualTo(404);
        var via = owner.get("/api/events/" + edited + "/history").json();
        assertThat(via.at("/data/1/actor/via").asString()).isEqualTo("connection:3");
        assertThat(via.at("/data/1/why/syncRun").asString()).isEqualTo(run.toString());
        assertThat(via.at("/data/2/actor/via").asString()).isEqualTo("user");
    }

    private void merged(Run run, long event, String title) {
        var user = new UserId(owner.user().id());
        var day = new Span.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3));
        var content = ImportedEntry.single("uid-" + event, Details.titled(title), day);
        new BusWrites(SERVER.bean(CommandBus.class))
                .<Object>send(
                        Acting.through(new ConnectionId(3), user),
                        run,
                        new EntryCommand.MergeEntry(
                                new EntryId(event),
                                new CalendarId(owner.calendar()),
                                user,
                                OccurrenceKey.FIRST,
                                content,
                                OptionalLong.empty()));
    }

    @Test
    void nobody_restores_what_they_may_not_write_nor_what_was_not_there() {
        var before = now();
        var event = event("dinner");
        var then = now();
        var path = "/api/events/" + event;
        owner.patch(path, Map.of("title", "supper"));
        var friend = Person.at(SERVER, "friend");
        assertThat(friend.post(path + "/restore", at(then)).status()).isEqualTo(403);
        owner.share(owner.calendar(), friend, "read");
        assertThat(friend.post(path + "/restore", at(then)).status()).isEqualTo(403);
        assertThat(friend.post(path + "/restore", dry(at(then))).status()).isEqualTo(403);
        assertThat(owner.post(path + "/restore", at(before)).status()).isEqualTo(404);
        assertThat(owner.post(path + "/restore", Map.of("revision", 9)).status()).isEqualTo(400);
        assertThat(owner.post(path + "/restore", Map.of()).status()).isEqualTo(400);
        assertThat(shown(event).get("title").asString()).isEqualTo("supper");
    }

    @Test
    void a_step_says_to_whose_providers_it_goes() {
        var event = event("dinner");
        var then = now();
        owner.patch("/api/events/" + event, Map.of("title", "supper"));
        event("late");
        var calendar = "/api/calendars/" + owner.calendar();
        assertThat(providers(owner, calendar, then)).containsExactly("[]", "[]");

        tied(true);
        var friend = Person.at(SERVER, "friend");
        owner.share(owner.calendar(), friend, "admin");
        assertThat(providers(owner, calendar, then))
                .containsExactly("[\"google\"]", "[\"google\"]");
        assertThat(providers(owner, "/api/events/" + event, then)).containsExactly("[\"google\"]");
        assertThat(providers(friend, calendar, then)).containsExactly("[]", "[]");
        tied(false);
        assertThat(providers(owner, calendar, then)).containsExactly("[]", "[]");
    }

    private static List<String> providers(Person asker, String path, Instant then) {
        var answer = asker.post(path + "/restore", dry(at(then)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var events = answer.json().get("events");
        return events.valueStream().map(each -> each.get("providers").toString()).toList();
    }

    /** Ties the owner's calendar to one at Google, or changes how. */
    private void tied(boolean bidirectional) {
        var user = new UserId(owner.user().id());
        var connection = new ConnectionId(3_000_000L + user.value());
        var terms =
                new MappingTerms(
                        "primary",
                        new CalendarId(owner.calendar()),
                        "Home",
                        bidirectional,
                        false,
                        List.of(),
                        ConflictPolicy.NEWEST);
        var commands = SERVER.bean(Commands.class);
        commands.<Object>send(
                Actor.user(user),
                new ConnectionCommand.Connect(
                        connection,
                        user,
                        ProviderKind.GOOGLE,
                        "account-" + user.value(),
                        "owner@gmail.com",
                        Set.of(),
                        false));
        commands.<Object>send(
                Actor.user(user),
                new ConnectionCommand.MapCalendar(
                        connection, SERVER.bean(Ids.class).mapping(), terms));
    }

    @Test
    void what_is_misspelt_or_misplaced_is_refused_by_its_name_and_nothing_happens() {
        var event = event("as it was");
        var path = "/api/events/" + event;
        var comments = path + "/comments";
        var comment = owner.created(comments, Map.of("content", "so")).get("id").asLong();
        var run = new Run(new MappingId(owner.calendar()), "18");
        merged(run, event, "from Google");
        owner.patch(comments + "/" + comment, Map.of("content", "not so"));
        var then = at(now());
        owner.patch(path, Map.of("title", "as it is"));
        var undo = "/api/calendar-sync/runs/" + run + "/undo";
        var calendar = "/api/calendars/" + owner.calendar() + "/restore";
        var ofComment = comments + "/" + comment + "/restore";

        refused(path + "/restore", Map.of("revision", 0, "dryrun", true), "dryrun");
        refused(path + "/restore?dryRun=true", Map.of("revision", 0), "dryRun");
        var unclear = new HashMap<String, Object>(Map.of("revision", 0));
        unclear.put("dryRun", null);
        refused(path + "/restore", unclear, "dryRun");
        for (var to : List.of(ofComment, calendar)) {
            refused(to, with(then, "dry", true), "dry");
            refused(to + "?dryRun=true", then, "dryRun");
            refused(to, with(then, "occurrence", event), "occurrence");
            refused(to, Map.of("revision", 99), "revision");
        }
        refused(undo, Map.of("dry-run", true), "dry-run");
        refused(undo + "?dryRun=true", Map.of(), "dryRun");
        assertThat(shown(event).get("title").asString()).isEqualTo("as it is");
        assertThat(owner.get(comments).at("/comments/0/content")).isEqualTo("not so");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    private void refused(String path, Map<String, Object> body, String field) {
        var answer = owner.post(path, body);
        assertThat(answer.status()).as(path + " " + body + answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).as(answer.text()).isEqualTo(field);
    }

    @Test
    void a_reason_is_taken_from_operators_only_and_nothing_happens_otherwise() {
        var event = event("as it was");
        var then = now();
        owner.patch("/api/events/" + event, Map.of("title", "as it is"));
        var body = Map.of("at", then.toString(), "reason", "because");

        var refused = owner.post("/api/events/" + event + "/restore", body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains("operators only");
        assertThat(owner.get("/api/events/" + event).at("/title")).isEqualTo("as it is");
    }
}
