package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.message.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Events through the Aurinko API: what is written, read back, and refused. */
final class AurinkoEventsTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String EVENTS = "/v1/calendars/primary/events";

    private final Person ana = Person.in(SERVER, "ana", "Europe/Vienna");

    @Test
    void what_is_written_here_is_there_in_the_other_apis_and_back() {
        var created =
                ana.created(
                        EVENTS,
                        Map.of(
                                "subject", "Review",
                                "description", "bring the plan",
                                "location", "Room 5",
                                "categories", List.of("work", "Work", "plan"),
                                "showAs", "free",
                                "sensitivity", "private",
                                "start", moment("2026-03-02T10:00:00", "Europe/Vienna"),
                                "end", moment("2026-03-02T11:30:00", "Europe/Vienna")));
        var id = created.get("id").asString();
        var elsewhere = ana.get("/api/events/" + id).json();
        assertThat(elsewhere.get("title").asString()).isEqualTo("Review");
        assertThat(elsewhere.get("startTime").asString()).isEqualTo("10:00");

        ana.patch("/api/events/" + id, Map.of("location", "Room 6"));
        var event = ana.get(EVENTS + "/" + id).json();
        assertThat(event.get("location").asString()).isEqualTo("Room 6");
        assertThat(event.at("/start/dateTime").asString()).isEqualTo("2026-03-02T10:00:00+01:00");
        assertThat(event.at("/end/dateTime").asString()).isEqualTo("2026-03-02T11:30:00+01:00");
        assertThat(event.get("recurrenceType").asString()).isEqualTo("single");
        assertThat(event.get("showAs").asString()).isEqualTo("free");
        assertThat(event.get("sensitivity").asString()).isEqualTo("private");
        assertThat(texts(event.get("categories"))).containsExactly("work", "plan");
        assertThat(ana.get(EVENTS + "/find?iCalUId=" + event.get("iCalUid").asString()).json())
                .isEqualTo(event);
    }

    @Test
    void a_stale_etag_is_412_and_a_fresh_one_writes() {
        var created = ana.created(EVENTS, day("Trip", "2026-05-01"));
        var path = EVENTS + "/" + created.get("id").asString();
        var etag = created.get("etag").asString();
        var first = ana.send("PATCH", path, Map.of("subject", "Trip to Graz"), ifMatch(etag));
        assertThat(first.status()).isEqualTo(200);

        var stale = ana.send("PATCH", path, Map.of("subject", "Trip to Linz"), ifMatch(etag));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/code")).isEqualTo("preconditionFailed");
        assertThat(ana.send("DELETE", path, null, ifMatch(etag)).status()).isEqualTo(412);
        assertThat(ana.get(path).at("/subject")).isEqualTo("Trip to Graz");

        var fresh = ifMatch(first.at("/etag"));
        assertThat(ana.send("DELETE", path, null, fresh).at("/status")).isEqualTo("Ok");
        assertThat(ana.get(path).status()).isEqualTo(404);
        assertThat(ana.get(path).at("/code")).isEqualTo("notFound");
    }

    @Test
    void a_start_that_is_sent_alone_takes_the_end_along() {
        var timed =
                ana.created(
                        EVENTS,
                        Map.of(
                                "start", moment("2026-03-02T10:00:00Z", "Europe/Vienna"),
                                "end", moment("2026-03-02T12:00:00Z", "Europe/Vienna")));
        var moved =
                ana.patch(
                        EVENTS + "/" + timed.get("id").asString(),
                        Map.of("start", moment("2026-03-03T15:00:00", "Europe/Vienna")));
        assertThat(moved.at("/end/dateTime")).isEqualTo("2026-03-03T17:00:00+01:00");

        var days = ana.created(EVENTS, day("Fair", "2026-03-02"));
        assertThat(days.at("/end/dateOnly").asString()).isEqualTo("2026-03-03");
        var later =
                ana.patch(
                        EVENTS + "/" + days.get("id").asString(),
                        Map.of("end", Map.of("dateOnly", "2026-03-06")));
        assertThat(later.at("/start/dateOnly")).isEqualTo("2026-03-02");
        assertThat(later.at("/end/dateOnly")).isEqualTo("2026-03-06");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\"other\"} | PATCH",
                "{\"location\":\"there\"} | POST",
                "{\"start\":null} | PATCH",
                "{} | PATCH"
            })
    void what_is_not_sent_of_a_time_stays(String sent, String method) {
        var morning = moment("2026-03-02T10:00:00", "Europe/Vienna");
        var noon = moment("2026-03-02T12:00:00", "Europe/Vienna");
        var days = Map.of("dateOnly", "2026-03-02");
        var after = Map.of("dateOnly", "2026-03-05");
        var daily = Map.of("ical", Map.of("rules", List.of("RRULE:FREQ=DAILY;COUNT=5")));
        var weekly = Map.of("ical", Map.of("rules", List.of("RRULE:FREQ=WEEKLY;COUNT=5")));
        for (var event :
                List.of(
                        Map.of("start", morning, "end", noon),
                        Map.of("start", morning),
                        Map.of("start", days, "end", after),
                        Map.of("start", morning, "end", noon, "recurrence", daily),
                        Map.of("start", days, "end", after, "recurrence", weekly))) {
            var created = ana.created(EVENTS, event);
            var path = EVENTS + "/" + created.get("id").asString();
            var updated = ana.send(method, path, sent, Map.of()).json();
            assertThat(updated.get("start")).isEqualTo(created.get("start"));
            assertThat(updated.get("end")).isEqualTo(created.get("end"));
            if (event.containsKey("recurrence")) {
                var ofOne = occurrence(path, created.at("/start"));
                assertThat(ofOne.get("end")).isEqualTo(created.get("end"));
                var one = EVENTS + "/" + ofOne.get("id").asString();
                assertThat(ana.send(method, one, sent, Map.of()).json().get("end"))
                        .isEqualTo(created.get("end"));
            }
        }
    }

    private JsonNode occurrence(String master, JsonNode start) {
        var original = start.has("dateTime") ? start.get("dateTime") : start.get("dateOnly");
        return ana.get(master + "/occurrences/" + original.asString()).json();
    }

    @Test
    void an_end_that_is_null_goes() {
        var event =
                Map.of(
                        "start", moment("2026-03-02T10:00:00Z", "Europe/Vienna"),
                        "end", moment("2026-03-02T12:00:00Z", "Europe/Vienna"));
        var open = ana.created(EVENTS, Map.of("start", event.get("start")));
        var path = EVENTS + "/" + ana.created(EVENTS, event).get("id").asString();
        var updated = ana.patch(path, "{\"end\":null}").json();
        assertThat(updated.get("end")).isEqualTo(open.get("end"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\"x\"} | start",
                "{\"start\":{}} | start",
                "{\"start\":{\"dateTime\":\"yesterday\"}} | dateTime",
                "{\"start\":{\"dateOnly\":\"2026-02-30\"}} | dateOnly",
                "{\"start\":{\"dateTime\":\"2026-03-02T10:00:00\",\"timezone\":\"Mars\"}} |"
                        + " timezone",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"end\":{\"dateOnly\":\"2026-03-01\"}} |"
                        + " end",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"showAs\":\"invisible\"} | showAs",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"subject\":\"a\\u0000\"} | subject",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"subject\":\"a\\ud800\"} | subject",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"meetingInfo\":{\"attendees\":[{\"emailAddress\":{\"address\":\"nobody\"}}]}}"
                        + " | address",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"recurrence\":{\"ical\":{\"rules\":[\"FREQ=SOMETIMES\"]}}}"
                        + " | FREQ",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"recurrence\":{\"simple\":{\"pattern\":{\"frequency\":\"often\"}}}}"
                        + " | frequency",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"recurrence\":{\"simple\":{\"pattern\":{\"frequency\":\"daily\"},\"range\":{\"recurrenceEnd\":\"+19999-02-20\"}}}}"
                        + " | recurrenceEnd",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"categories\":[\"a\",null]} | categories",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"meetingInfo\":{\"attendees\":[null]}} | attendees",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"recurrence\":{\"ical\":{\"rules\":[null]}}} | rules",
                "{\"start\":{\"dateOnly\":\"2026-03-02\"},\"recurrence\":{\"simple\":{\"pattern\":{\"frequency\":\"weekly\",\"daysOfWeek\":[null]}}}}"
                        + " | daysOfWeek",
                "{\"subject\":7} | subject",
                "not json | JSON"
            })
    void what_cannot_be_understood_is_400_and_says_what(String body, String named) {
        var answer = ana.post(EVENTS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("badRequest");
        assertThat(answer.at("/message")).containsIgnoringCase(named);
        assertThat(answer.at("/requestId")).isNotEmpty();
    }

    @Test
    void a_calendar_is_named_in_as_many_characters_here_as_in_the_other_api() {
        var name = "\uD83D\uDE00".repeat(200);
        var id = ana.created("/api/calendars", Map.of("name", name)).get("id").asString();

        var here = ana.patch("/v1/calendars/" + id, Map.of("name", name, "description", name));

        assertThat(here.status()).as(here.text()).isEqualTo(200);
        assertThat(here.at("/name")).isEqualTo(name);
        var longer = ana.patch("/v1/calendars/" + id, Map.of("name", name + "x"));
        assertThat(longer.status()).as(longer.text()).isEqualTo(400);
    }

    @Test
    void a_body_is_json_whatever_its_content_type_says() {
        for (var type : List.of("application/x-www-form-urlencoded", "text/plain")) {
            var answer =
                    ana.send(
                            "POST",
                            EVENTS + "?notifyAttendees=false&returnRecord=false",
                            "{\"subject\":\"a=b&c\",\"start\":{\"dateOnly\":\"2026-03-02\"}}",
                            Map.of("Content-Type", type));
            assertThat(answer.status()).as(type + answer.text()).isEqualTo(201);
            assertThat(answer.json().has("record")).isFalse();
            var path = EVENTS + "/" + answer.at("/id");
            var changed =
                    ana.send(
                            "PATCH", path, "{\"location\":\"here\"}", Map.of("Content-Type", type));
            assertThat(changed.at("/subject")).isEqualTo("a=b&c");
        }
    }

    @Test
    void a_plus_sign_that_was_not_encoded_is_one() {
        ana.created(EVENTS, day("Fair", "2026-03-02"));
        var bounds = "?timeMin=2026-03-01T00:00:00+02:00&timeMax=2026-04-01T00:00:00+02:00";
        assertThat(ana.get(EVENTS + "/range" + bounds).at("/length")).isEqualTo("1");
        assertThat(ana.send("POST", EVENTS + "/range" + bounds, null, Map.of()).status())
                .isEqualTo(200);
        assertThat(ana.get(EVENTS + "/range?timeMin=2026-03-01T00:00:00").status()).isEqualTo(400);
        assertThat(ana.get(EVENTS + bounds).at("/records/0/subject")).isEqualTo("Fair");
    }

    @Test
    void a_series_has_a_master_occurrences_and_exceptions() {
        var created =
                ana.created(
                        EVENTS,
                        Map.of(
                                "subject", "Standup",
                                "start", moment("2026-03-02T09:00:00", "Europe/Vienna"),
                                "end", moment("2026-03-02T09:15:00", "Europe/Vienna"),
                                "recurrence",
                                        Map.of(
                                                "simple",
                                                Map.of(
                                                        "pattern",
                                                        Map.of(
                                                                "frequency",
                                                                "weekly",
                                                                "daysOfWeek",
                                                                List.of("monday", "thursday")),
                                                        "range",
                                                        Map.of("type", "byCount", "count", 6)))));
        var master = created.get("id").asString();
        assertThat(created.get("recurrenceType").asString()).isEqualTo("master");
        assertThat(created.at("/recurrence/simple/pattern/frequency").asString())
                .isEqualTo("weekly");
        assertThat(created.at("/recurrence/simple/range/count").asInt()).isEqualTo(6);
        assertThat(created.at("/recurrence/ical/rules/0").asString())
                .startsWith("RRULE:FREQ=WEEKLY");

        var second = EVENTS + "/" + master + "/occurrences/2026-03-05T09:00:00+01:00";
        var occurrence = ana.get(second).json();
        assertThat(occurrence.at("/occurrenceInfo/type").asString()).isEqualTo("regular");
        assertThat(occurrence.at("/occurrenceInfo/masterId").asString()).isEqualTo(master);
        var path = EVENTS + "/" + occurrence.get("id").asString();
        ana.patch(path, Map.of("start", moment("2026-03-05T10:00:00", "Europe/Vienna")));
        var moved = ana.get(second).json();
        assertThat(moved.at("/occurrenceInfo/type").asString()).isEqualTo("modified");
        assertThat(moved.at("/occurrenceInfo/originalStart").asString())
                .isEqualTo("2026-03-05T09:00:00+01:00");
        assertThat(moved.at("/start/dateTime").asString()).isEqualTo("2026-03-05T10:00:00+01:00");

        var third = ana.get(EVENTS + "/" + master + "/occurrences/2026-03-09T09:00:00+01:00");
        ana.delete(EVENTS + "/" + third.at("/id"));
        var series = ana.get(EVENTS + "/" + master + "/series").json();
        assertThat(series.get("length").asInt()).isEqualTo(2);
        assertThat(series.at("/records/0/recurrence/simple/range/patternExclusions/0").asString())
                .isEqualTo("2026-03-09");
        assertThat(texts(series.at("/records/0/recurrence/ical/rules")))
                .contains("EXDATE;TZID=Europe/Vienna:20260309T090000");
        assertThat(series.at("/records/1/id")).isEqualTo(moved.get("id"));

        var everything = new LinkedHashMap<String, Object>();
        everything.put("recurrence", null);
        assertThat(ana.patch(EVENTS + "/" + master, everything).at("/recurrenceType"))
                .isEqualTo("single");
    }

    @Test
    void a_rule_of_icalendar_with_exceptions_is_kept_as_it_is() {
        var created =
                ana.created(
                        EVENTS,
                        repeating(
                                Map.of("dateOnly", "2026-03-02"),
                                "RRULE:FREQ=DAILY;COUNT=5",
                                "EXDATE;VALUE=DATE:20260304"));
        var range =
                ana.get(
                        EVENTS
                                + "/range?timeMin=2026-03-01T00:00:00Z&timeMax=2026-04-01T00:00:00Z");
        assertThat(range.at("/length")).isEqualTo("4");
        assertThat(texts(created.at("/recurrence/ical/rules")))
                .containsExactly("RRULE:FREQ=DAILY;COUNT=5", "EXDATE;VALUE=DATE:20260304");
        var again = Map.of("recurrence", created.get("recurrence"), "subject", "Named");
        assertThat(ana.patch(EVENTS + "/" + created.get("id").asString(), again).at("/etag"))
                .as("what is sent back as it came changes nothing but the subject")
                .isEqualTo("\"2\"");
    }

    @ParameterizedTest
    @CsvSource({"ical", "simple"})
    void either_form_of_a_recurrence_sent_back_as_it_came_changes_nothing(String form) {
        var created =
                ana.created(
                        EVENTS,
                        repeating(
                                moment("2026-03-02T09:00:00", "Europe/Vienna"),
                                "RRULE:FREQ=WEEKLY;UNTIL=20260330T070000Z"));
        var path = EVENTS + "/" + created.get("id").asString();
        var third = ana.list("/api/events?startDate=2026-03-16&endDate=2026-03-16").getFirst();
        ana.patch(
                "/api/events/" + third.get("id").asLong(),
                Map.of("title", "later", "updateMode", "future"));

        var shown = ana.get(path).json();
        var etag = shown.get("etag");
        var recurrence = Map.of(form, shown.get("recurrence").get(form));
        assertThat(ana.patch(path, Map.of("recurrence", recurrence)).json().get("etag"))
                .isEqualTo(etag);
    }

    @Test
    void a_part_of_a_series_is_edited_though_its_first_day_is_moved_or_gone() {
        var created =
                ana.created(
                        EVENTS,
                        repeating(
                                moment("2026-03-02T09:00:00", "Europe/Vienna"),
                                "RRULE:FREQ=WEEKLY;COUNT=5"));
        var third =
                "/api/events/"
                        + ana.list("/api/events?startDate=2026-03-16&endDate=2026-03-16")
                                .getFirst()
                                .get("id")
                                .asLong();
        ana.patch(third, Map.of("startTime", "12:00", "updateMode", "future"));
        var series = ana.get(EVENTS + "/" + created.get("id").asString() + "/series").json();
        var part = EVENTS + "/" + series.at("/records/1/id").asString();
        ana.patch(third, Map.of("startDate", "2026-03-18", "startTime", "15:00"));
        sentBack(part);
        ana.delete(third);
        sentBack(part);

        ana.patch(part, Map.of("start", moment("2026-03-16T12:30:00", "Europe/Vienna")));
        assertThat(marchStarts())
                .containsExactly(
                        "2026-03-02 09:00",
                        "2026-03-09 09:00",
                        "2026-03-23 12:30",
                        "2026-03-30 12:30");
    }

    private void sentBack(String part) {
        var starts = marchStarts();
        var shown = ana.get(part).json();
        var sent = new LinkedHashMap<String, Object>();
        sent.put("description", "of the part");
        sent.put("start", shown.get("start"));
        sent.put("recurrence", shown.get("recurrence"));
        var answer = ana.patch(part, sent);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/description")).isEqualTo("of the part");
        assertThat(marchStarts()).isEqualTo(starts);
    }

    private List<String> marchStarts() {
        return ana.list("/api/events?startDate=2026-03-01&endDate=2026-03-31").stream()
                .map(event ->
                        event.get("startDate").asString() + " " + event.get("startTime").asString())
                .toList();
    }

    private static Map<String, Object> repeating(Object start, String... rules) {
        return Map.of(
                "start", start, "recurrence", Map.of("ical", Map.of("rules", List.of(rules))));
    }

    @Test
    void a_rule_that_ends_with_a_date_ends_in_utc_beside_a_time() {
        var created =
                ana.created(
                        EVENTS,
                        repeating(
                                moment("2026-03-02T09:00:00", "Europe/Vienna"),
                                "RRULE:FREQ=DAILY;BYMONTH=3;UNTIL=20260306"));

        assertThat(texts(created.at("/recurrence/ical/rules")))
                .containsExactly("RRULE:FREQ=DAILY;UNTIL=20260306T225959Z;BYMONTH=3");
        var again = Map.of("recurrence", created.get("recurrence"));
        assertThat(ana.patch(EVENTS + "/" + created.get("id").asString(), again).at("/etag"))
                .as("what is sent back as it came changes nothing")
                .isEqualTo(created.get("etag").asString());
    }

    @Test
    void whoever_is_invited_answers_and_facts_say_whom_to_tell() {
        var me = ana.user().username() + "@example.org";
        var created =
                ana.created(
                        EVENTS + "?notifyAttendees=false",
                        Map.of(
                                "start", Map.of("dateOnly", "2026-03-02"),
                                "meetingInfo",
                                        Map.of(
                                                "attendees",
                                                List.of(
                                                        guest(me, "required"),
                                                        guest("ben@example.org", "optional"),
                                                        guest("room@example.org", "resource")))));
        assertThat(created.at("/organizer/emailAddress/address").asString()).isEqualTo(me);
        var path = EVENTS + "/" + created.get("id").asString();
        var answered =
                ana.send(
                        "PUT",
                        path + "/response",
                        Map.of("response", "tentitive", "comment", "late"),
                        Map.of());
        assertThat(answered.at("/status")).isEqualTo("Ok");

        ana.patch(
                path,
                Map.of(
                        "meetingInfo",
                        Map.of(
                                "attendees",
                                List.of(
                                        guest(me, "required"),
                                        guest("cy@example.org", "optional")))));
        var event = ana.get(path).json();
        assertThat(event.at("/meetingInfo/response").asString()).isEqualTo("tentative");
        assertThat(event.at("/meetingInfo/attendees").size()).isEqualTo(2);
        assertThat(event.at("/meetingInfo/attendees/0/comment").asString()).isEqualTo("late");

        var notices = new ArrayList<Notice>();
        SERVER.bean(EventStore.class)
                .readEvents("entry-" + created.get("id").asString())
                .asStream()
                .forEach(fact -> notices.add(Notice.from(fact.getMetaData())));
        assertThat(notices)
                .as("creation, answer, change")
                .containsExactly(Notice.NOBODY, Notice.ATTENDEES, Notice.ATTENDEES);

        var stranger = Person.at(SERVER, "ben");
        assertThat(stranger.get(path.replace("primary", Long.toString(ana.calendar()))).status())
                .isEqualTo(404);
    }

    @Test
    void an_event_is_found_on_its_own_calendar_only() {
        var other = ana.post("/v1/calendars", Map.of("name", "Other", "description", "two"));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.at("/accessRole")).isEqualTo("owner");
        var created = ana.created(EVENTS, day("Fair", "2026-03-02")).get("id").asString();
        var there = "/v1/calendars/" + other.at("/id") + "/events/" + created;
        assertThat(ana.get(there).status()).isEqualTo(404);
        assertThat(ana.delete(there).status()).isEqualTo(404);
        assertThat(ana.get(EVENTS + "/nonsense").status()).isEqualTo(404);
        assertThat(ana.get("/v1/calendars/secondary").status()).isEqualTo(404);
        assertThat(
                        ana.patch("/v1/calendars/" + other.at("/id"), Map.of("name", "Another"))
                                .at("/name"))
                .isEqualTo("Another");
    }

    @Test
    void answers_tell_the_rate_and_the_account_its_owner() {
        var account = ana.get("/v1/account");
        assertThat(account.at("/email")).isEqualTo(ana.user().username() + "@example.org");
        assertThat(account.at("/timezone")).isEqualTo("Europe/Vienna");
        assertThat(account.header("X-RateLimit-Limit")).isPresent();
        assertThat(account.header("X-RateLimit-Remaining")).isPresent();
        assertThat(account.header("X-RateLimit-Reset")).isPresent();
        assertThat(SERVER.get(null, "/v1/account").at("/code")).isEqualTo("unauthorized");
    }

    @Test
    void everything_can_be_listed_page_by_page() {
        for (var i = 1; i <= 5; i++) {
            ana.created(EVENTS, day("event " + i, "2026-03-0" + i));
        }
        var seen = new ArrayList<String>();
        Answer page;
        var path = EVENTS + "?limit=2";
        do {
            page = ana.get(path);
            page.json().get("records").forEach(each -> seen.add(each.get("subject").asString()));
            path = EVENTS + "?limit=2&pageToken=" + page.at("/nextPageToken");
        } while (page.json().has("nextPageToken"));
        assertThat(seen).containsExactly("event 1", "event 2", "event 3", "event 4", "event 5");
        assertThat(ana.get(EVENTS + "?limit=1001").status()).isEqualTo(400);
    }

    @Test
    void pages_of_a_range_show_once_what_stays_whatever_is_written_between_them() {
        var created = new ArrayList<String>();
        for (var i = 1; i <= 6; i++) {
            var event = ana.created(EVENTS, day("event " + i, "2026-03-0" + i));
            created.add(event.get("id").asString());
        }
        var path =
                EVENTS + "/range?timeMin=2026-01-01T00:00:00Z&timeMax=2027-01-01T00:00:00Z&limit=2";
        var first = ana.get(path).json();
        ana.delete(EVENTS + "/" + created.getFirst());
        var second = ana.get(path + "&pageToken=" + first.get("nextPageToken").asString()).json();
        ana.created(EVENTS, day("event 0", "2026-02-28"));
        var third = ana.get(path + "&pageToken=" + second.get("nextPageToken").asString()).json();

        assertThat(subjects(first)).containsExactly("event 1", "event 2");
        assertThat(subjects(second)).containsExactly("event 3", "event 4");
        assertThat(subjects(third)).containsExactly("event 5", "event 6");
        assertThat(third.has("nextPageToken")).isFalse();
        assertThat(ana.get(path + "&pageToken=4").status()).isEqualTo(400);
    }

    private static List<String> subjects(JsonNode page) {
        var subjects = new ArrayList<String>();
        page.get("records").forEach(each -> subjects.add(each.get("subject").asString()));
        return subjects;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /events",
        "GET, /sync/updated?deltaToken=x",
        "POST, /sync?timeMin=2026-01-01T00:00:00Z&timeMax=2027-01-01T00:00:00Z",
        "PATCH, ''",
        "DELETE, /events/1",
    })
    void a_calendar_of_somebody_else_is_told_as_one_that_does_not_exist(
            String method, String rest) {
        var stranger = Person.at(SERVER, "stranger");
        var body = method.equals("PATCH") ? Map.of("name", "mine") : null;
        var theirs =
                stranger.send(method, "/v1/calendars/" + ana.calendar() + rest, body, Map.of());
        var nobodys = stranger.send(method, "/v1/calendars/4503599627370" + rest, body, Map.of());

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.at("/message")).isEqualTo(nobodys.at("/message"));
        assertThat(theirs.at("/code")).isEqualTo(nobodys.at("/code"));
    }

    private static Map<String, String> ifMatch(String etag) {
        return Map.of("If-Match", etag);
    }

    private static Map<String, Object> guest(String address, String type) {
        return Map.of("emailAddress", Map.of("address", address), "type", type);
    }

    private static Map<String, Object> day(String subject, String date) {
        return Map.of("subject", subject, "start", Map.of("dateOnly", date));
    }

    private static Map<String, Object> moment(String dateTime, String zone) {
        return Map.of("dateTime", dateTime, "timezone", zone);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}
