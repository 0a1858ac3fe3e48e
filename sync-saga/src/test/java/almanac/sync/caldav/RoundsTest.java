package almanac.sync.caldav;

import static almanac.sync.caldav.Asking.WORK;
import static almanac.sync.caldav.Asking.account;
import static almanac.sync.caldav.Asking.failure;
import static almanac.sync.caldav.Wire.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.caldav.ScriptedDav.Says;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailure.CalendarGone;
import almanac.sync.provider.ProviderFailure.CursorExpired;
import almanac.sync.provider.ProviderFailure.Reauthorize;
import almanac.sync.provider.ProviderFailure.Unreachable;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteChange.Present;
import almanac.sync.provider.RemoteChange.Removed;
import almanac.sync.provider.RemoteChange.Unreadable;
import almanac.sync.provider.Resume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundsTest {

    private static final Resume ALL = new Resume.Everything(Instant.EPOCH, Instant.EPOCH);
    private static final String A = CALENDAR + "a.ics";
    private static final String B = CALENDAR + "b.ics";
    private static final String C = CALENDAR + "c.ics";

    private final ScriptedDav server = Wire.server();
    private final Provider provider = Asking.provider(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private ChangePage changes(Resume from) {
        return provider.changes(account(server), WORK, from);
    }

    private static Resume since(String token) {
        return new Resume.Since(new Cursor.Token(token).text());
    }

    private static String cursor(ChangePage page) {
        assertThat(page.continuation()).isInstanceOf(Done.class);
        return ((Done) page.continuation()).cursor();
    }

    private static String next(ChangePage page) {
        assertThat(page.continuation()).isInstanceOf(More.class);
        return ((More) page.continuation()).page();
    }

    private static String two() {
        return Wire.data(A, "1", Wire.event("a", "One"))
                + Wire.data(B, "2", Wire.event("b", "Two"));
    }

    @Test
    void a_first_round_lists_by_token_and_gets_contents() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.etag(A, "1")
                                + Wire.etag(B, "2")
                                + Wire.status(CALENDAR + "never-seen.ics", 404)
                                + Wire.etag(CALENDAR, "self")
                                + Wire.token("t1")),
                Says.multistatus(two()));

        var page = changes(ALL);

        assertThat(page.changes()).extracting(RemoteChange::object).containsExactly(A, B);
        assertThat(page.expected()).isEqualTo(OptionalInt.of(2));
        assertThat(Cursor.of(cursor(page))).isEqualTo(new Cursor.Token("t1"));
        assertThat(server.seen("REPORT")).noneMatch(seen -> seen.body().contains("expand"));
    }

    @Test
    void a_resource_has_one_name_however_the_server_writes_it() {
        var asked = CALENDAR + "x@y%20z.ics";
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.etag(server.at(CALENDAR + "x%40y%20z.ics").toString(), "1")
                                + Wire.token("t1")),
                Says.multistatus(Wire.data(CALENDAR + "x@y z.ics", "1", Wire.event("a", "One"))));

        assertThat(changes(ALL).changes())
                .singleElement()
                .isInstanceOf(Present.class)
                .extracting(RemoteChange::object)
                .isEqualTo(asked);
    }

    /** Scenario 14: 410 or an invalid token means a full round. */
    @ParameterizedTest
    @ValueSource(ints = {403, 409, 410, 412, 400, 507})
    void scenario_14_a_token_that_is_not_taken_is_told_from_a_failure(int status) {
        server.on("REPORT", CALENDAR, Says.error(status, "<d:valid-sync-token/>"));

        failure(CursorExpired.class, () -> changes(since("old")));
    }

    @Test
    void a_server_that_breaks_on_a_token_but_not_otherwise_does_not_know_it() {
        server.on("REPORT", CALENDAR, Says.status(500));

        failure(CursorExpired.class, () -> changes(since("old")));
    }

    @Test
    void a_server_that_breaks_on_everything_is_down() {
        server.on("REPORT", CALENDAR, Says.status(500));
        server.on("PROPFIND", CALENDAR, Says.status(500));

        failure(Unreachable.class, () -> changes(since("old")));
    }

    @Test
    void scenario_33_a_password_that_died_is_told_at_once() {
        server.on("REPORT", CALENDAR, Says.status(401));

        failure(Reauthorize.class, () -> changes(since("t")));
    }

    /** Scenario 16: the rest of a listing that was cut short comes with the token it leads to. */
    @Test
    void scenario_16_a_truncated_listing_goes_on_from_its_token() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.status(CALENDAR, 507) + Wire.token("t1")),
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))),
                Says.multistatus(Wire.etag(B, "2") + Wire.token("t2")),
                Says.multistatus(Wire.data(B, "2", Wire.event("b", "Two"))));

        var first = changes(ALL);
        assertThat(first.expected()).isEmpty();
        var second = changes(new Resume.Next(next(first)));

        assertThat(second.changes()).extracting(RemoteChange::object).containsExactly(B);
        assertThat(Cursor.of(cursor(second))).isEqualTo(new Cursor.Token("t2"));
        assertThat(server.seen("REPORT").get(2).body()).contains(">t1<");
    }

    @Test
    void a_truncated_listing_that_leads_nowhere_is_a_failure() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.status(CALENDAR, 507) + Wire.token("t1")));

        failure(Unreachable.class, () -> changes(since("t1")));
    }

    @Test
    void scenario_17_an_empty_page_can_have_a_continuation() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.status(CALENDAR, 507) + Wire.token("t1")),
                Says.multistatus(Wire.etag(A, "1") + Wire.token("t2")),
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))));

        var empty = changes(ALL);
        assertThat(empty.changes()).isEmpty();

        assertThat(changes(new Resume.Next(next(empty))).changes()).hasSize(1);
    }

    @Test
    void removals_are_certain_and_what_is_missing_in_a_multiget_is_not() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.status(A, 404)
                                + Wire.etag(B, "2")
                                + Wire.etag(C, "3")
                                + Wire.token("t2")),
                Says.multistatus(Wire.status(C, 404)));

        assertThat(changes(since("t1")).changes())
                .containsExactly(new Removed(A, true), new Removed(B, false), new Removed(C, true));
    }

    @Test
    void one_broken_object_does_not_keep_the_others_back() {
        var broken = Wire.event("a", "One").replaceAll("DTSTART.*", "DTSTART:someday");
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.etag(A, "1")
                                + Wire.etag(B, "2")
                                + Wire.etag(C, "3")
                                + Wire.token("t")),
                Says.multistatus(
                        Wire.data(A, "1", broken)
                                + Wire.data(B, "2", Wire.event("b", "Two"))
                                + Wire.data(
                                        C,
                                        "3",
                                        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:c\nEND:VTODO\n"
                                                + "END:VCALENDAR\n")));

        var changes = changes(ALL).changes();

        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst()).isInstanceOf(Unreadable.class);
        assertThat(changes.getLast()).isInstanceOf(Present.class);
    }

    /** A copy that says less would be written back as less. */
    @Test
    void a_range_is_kept_or_the_object_is_not_read_and_what_was_read_otherwise_is_noted() {
        var rule = "RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n";
        var range = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261208T100000";
        var first = Wire.event("a", "One").replace("END:VEVENT\n", rule);
        var later =
                Wire.event("a", "Later")
                        .replaceAll("(?s).*(BEGIN:VEVENT.*END:VEVENT\n).*", "$1")
                        .replace("20261207", "20261208")
                        .replace("UID:a", "UID:a\n" + range);
        var ranged = first.replace("END:VCALENDAR", later + "END:VCALENDAR");
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "2") + Wire.token("t")),
                Says.multistatus(
                        Wire.data(A, "1", ranged)
                                + Wire.data(B, "2", ranged.replace(";COUNT=3", ""))));

        var changes = changes(ALL).changes();

        assertThat(changes.getFirst())
                .isInstanceOfSatisfying(
                        Present.class,
                        read -> {
                            assertThat(read.now().content().overrides()).hasSize(2);
                            assertThat(read.notes()).singleElement().asString().contains("RANGE");
                        });
        assertThat(changes.getLast())
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unread ->
                                assertThat(unread.reason())
                                        .contains("RECURRENCE-ID;RANGE", "no end"));
    }

    @Test
    void what_is_too_long_at_once_is_asked_for_in_parts() {
        var big = Wire.event("a", "x".repeat(3000));
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "2") + Wire.token("t")),
                Says.multistatus(Wire.data(A, "1", big) + Wire.data(B, "2", big)),
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))),
                Says.multistatus(Wire.data(B, "2", big + big)));
        var careful = Asking.provider(Asking.settings(server.at("/")).reading(5000));

        var changes = careful.changes(account(server), WORK, ALL).changes();

        assertThat(changes.getFirst()).isInstanceOf(Present.class);
        assertThat(changes.getLast()).isEqualTo(new Unreadable(B, "it is too long"));
    }

    private List<String> many(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> CALENDAR + "e%04d.ics".formatted(i))
                .toList();
    }

    private static String contents(List<String> paths) {
        return paths.stream()
                .map(path -> Wire.data(path, "1", Wire.event(path, "Of " + path)))
                .collect(Collectors.joining());
    }

    private static String etags(List<String> paths) {
        return paths.stream().map(path -> Wire.etag(path, "1")).collect(Collectors.joining());
    }

    private List<String> rest(ChangePage first, Provider by) {
        var told = new ArrayList<>(first.changes());
        var page = first;
        while (page.continuation() instanceof More(var next)) {
            page = by.changes(account(server), WORK, new Resume.Next(next));
            told.addAll(page.changes());
        }
        return told.stream().map(RemoteChange::object).toList();
    }

    @Test
    void contents_come_in_chunks_with_one_listing() {
        var all = many(120);
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(etags(all) + Wire.token("t")),
                Says.multistatus(contents(all)));

        assertThat(rest(changes(ALL), provider)).isEqualTo(all);

        assertThat(server.seen("REPORT")).hasSize(4);
        assertThat(server.seen("REPORT").get(1).body().split("<D:href>", -1)).hasSize(51);
    }

    /** Scenario 12: whoever goes on after a crash has lost the listing. */
    @Test
    void scenario_12_another_node_goes_on_in_the_midst_of_a_round() {
        var all = many(120);
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(etags(all) + Wire.token("t")),
                Says.multistatus(contents(all)),
                Says.multistatus(etags(all) + Wire.token("later")),
                Says.multistatus(contents(all)));
        var first = changes(ALL);

        var other = Asking.provider(server);
        var second = other.changes(account(server), WORK, new Resume.Next(next(first)));

        assertThat(second.changes().getFirst().object()).isEqualTo(all.get(50));
        var third = other.changes(account(server), WORK, new Resume.Next(next(second)));
        // what was listed later is told again in the next round
        assertThat(Cursor.of(cursor(third))).isEqualTo(new Cursor.Token("t"));
    }

    private void withoutTokens(String ctag) {
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(
                        Wire.found(
                                CALENDAR,
                                ctag.isEmpty() ? "" : "<s:getctag>" + ctag + "</s:getctag>")),
                Says.multistatus(
                        Wire.found(CALENDAR, "<d:resourcetype><d:collection/></d:resourcetype>")
                                + Wire.etag(A, "1")
                                + Wire.etag(B, "2")));
        server.on("REPORT", CALENDAR, Says.multistatus(two()));
    }

    @Test
    void without_tokens_an_equal_ctag_says_that_nothing_changed() {
        withoutTokens("c1");
        var cursor = cursor(changes(ALL));
        withoutTokens("c1");

        var page = changes(new Resume.Since(cursor));

        assertThat(page.changes()).isEmpty();
        assertThat(cursor(page)).isEqualTo(cursor);
        assertThat(server.seen("PROPFIND").getLast().header("Depth")).contains("0");
    }

    @Test
    void without_tokens_etags_tell_what_changed() {
        withoutTokens("c1");
        var cursor = cursor(changes(ALL));
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "<s:getctag>c2</s:getctag>")),
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "new") + Wire.etag(C, "3")));
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.data(B, "new", Wire.event("b", "Other"))
                                + Wire.data(C, "3", Wire.event("c", "Three"))));

        assertThat(changes(new Resume.Since(cursor)).changes())
                .extracting(RemoteChange::object)
                .containsExactly(B, C);
    }

    @Test
    void without_tokens_a_removal_needs_a_full_round() {
        withoutTokens("");
        var cursor = cursor(changes(ALL));
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "")),
                Says.multistatus(Wire.etag(B, "2")));

        failure(CursorExpired.class, () -> changes(new Resume.Since(cursor)));
    }

    @Test
    void a_server_with_a_token_but_without_the_report_is_listed_by_etags() {
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "<d:sync-token>t</d:sync-token>")),
                Says.multistatus(Wire.etag(A, "1")));
        server.on(
                "REPORT",
                CALENDAR,
                Says.status(501),
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))));

        assertThat(changes(ALL).changes()).hasSize(1);
    }

    /** It tells too much at once, or breaks on the question: contents can be had all the same. */
    @ParameterizedTest
    @ValueSource(ints = {500, 507})
    void a_server_that_cannot_answer_the_report_is_listed_by_etags(int status) {
        tokenButNo(Says.status(status));

        assertThat(Cursor.of(cursor(changes(ALL)))).isInstanceOf(Cursor.Listed.class);
    }

    @Test
    void a_report_that_leads_to_no_token_is_none() {
        tokenButNo(Says.multistatus(Wire.etag(A, "1")));

        assertThat(Cursor.of(cursor(changes(ALL)))).isInstanceOf(Cursor.Listed.class);
    }

    @Test
    void more_changes_than_a_server_tells_at_once_need_a_full_round() {
        server.on("REPORT", CALENDAR, Says.error(507, "<d:number-of-matches-within-limits/>"));

        failure(CursorExpired.class, () -> changes(since("t1")));
    }

    private void tokenButNo(Says report) {
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "<d:sync-token>t</d:sync-token>")),
                Says.multistatus(Wire.etag(A, "1")));
        server.on(
                "REPORT",
                CALENDAR,
                report,
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))));
    }

    @Test
    void a_cursor_stays_small_however_large_the_calendar() {
        var etags =
                many(Fingerprints.MOST + 1).stream()
                        .collect(Collectors.toMap(path -> path, path -> "1"));
        var prints = Fingerprints.of(etags);

        assertThat(prints.text()).hasSizeLessThan(50);
        assertThat(prints.changed(etags)).hasValueSatisfying(none -> assertThat(none).isEmpty());
        etags.put(A, "1");
        assertThat(prints.changed(etags)).isEmpty();
    }

    /** As of a server that has no such property: the resource is there all the same. */
    private static String without(String href, String property) {
        return "<d:response><d:href>"
                + href
                + "</d:href><d:propstat><d:prop><"
                + property
                + "/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>"
                + "</d:response>";
    }

    @Test
    void a_property_that_is_missing_is_no_resource_that_is_gone() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(without(A, "d:getetag") + Wire.token("t2")),
                Says.multistatus(
                        Wire.found(
                                A,
                                "<c:calendar-data>"
                                        + Xml.escaped(Wire.event("a", "One"))
                                        + "</c:calendar-data>")));

        assertThat(changes(since("t1")).changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Present.class, there -> assertThat(there.object()).isEqualTo(A));
    }

    @Test
    void contents_without_a_property_have_to_be_fetched() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.token("t2")),
                Says.multistatus(without(A, "c:calendar-data")));

        assertThat(changes(since("t1")).changes()).containsExactly(new RemoteChange.Touched(A));
    }

    @Test
    void what_has_neither_token_nor_etag_is_read_each_time() {
        var listed =
                Wire.found(A, "<d:resourcetype/>")
                        + Wire.found(B, "<d:resourcetype/><d:getetag>\"2\"</d:getetag>");
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "")),
                Says.multistatus(listed),
                Says.multistatus(Wire.found(CALENDAR, "")),
                Says.multistatus(listed));
        server.on("REPORT", CALENDAR, Says.multistatus(two()));
        var cursor = cursor(changes(ALL));

        assertThat(changes(new Resume.Since(cursor)).changes())
                .extracting(RemoteChange::object)
                .containsExactly(A);
    }

    @Test
    void a_character_that_may_not_stand_in_xml_keeps_nobody_back() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "2") + Wire.token("t")),
                Says.multistatus(
                        Wire.data(A, "1", Wire.event("a", "O\u000bn\be"))
                                + Wire.data(B, "2", Wire.event("b", "Two"))));

        assertThat(changes(ALL).changes())
                .hasOnlyElementsOfType(Present.class)
                .extracting(each -> ((Present) each).now().content().details().title())
                .containsExactly("One", "Two");
    }

    @Test
    void a_resource_with_more_attached_than_we_store_keeps_nobody_back() {
        var attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A".repeat(3 << 20) + "\n";
        var large = Wire.event("a", "One").replace("X-THEIRS", attached + attached + "X-THEIRS");
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "2") + Wire.token("t")),
                Says.multistatus(
                        Wire.data(A, "1", large) + Wire.data(B, "2", Wire.event("b", "Two"))));

        var changes = changes(ALL).changes();

        assertThat(changes).extracting(RemoteChange::object).containsExactly(A, B);
        assertThat(changes.getFirst() instanceof Unreadable).isTrue();
        assertThat(changes.getLast() instanceof Present).isTrue();
    }

    @Test
    void a_resource_that_breaks_the_server_keeps_nobody_back() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(
                        Wire.etag(A, "1")
                                + Wire.etag(B, "2")
                                + Wire.etag(C, "3")
                                + Wire.token("t")),
                Says.status(500),
                Says.multistatus(Wire.data(A, "1", Wire.event("a", "One"))),
                new Says(207, java.util.Map.of(), "<d:multistatus xmlns:d=\"DAV:\">"),
                Says.status(500),
                Says.multistatus(Wire.data(C, "3", Wire.event("c", "Three"))));

        var changes = changes(ALL).changes();

        assertThat(changes).extracting(RemoteChange::object).containsExactly(A, B, C);
        assertThat(changes.get(1)).isEqualTo(new Unreadable(B, "REPORT was answered with 500"));
        assertThat(changes).filteredOn(Present.class::isInstance).hasSize(2);
    }

    @Test
    void a_server_that_is_down_says_nothing_of_any_resource() {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.token("t")),
                Says.status(500));
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(Wire.found(CALENDAR, "<d:sync-token>t0</d:sync-token>")),
                Says.status(500));

        failure(Unreachable.class, () -> changes(ALL));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500})
    void a_resource_that_is_refused_alone_keeps_nobody_back(int status) {
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.etag(A, "1") + Wire.etag(B, "2") + Wire.token("t")),
                Says.multistatus(
                        Wire.status(A, status) + Wire.data(B, "2", Wire.event("b", "Two"))));

        var changes = changes(ALL).changes();

        assertThat(changes.getFirst())
                .isEqualTo(new Unreadable(A, "the server answers " + status + " for it"));
        assertThat(changes.getLast()).isInstanceOf(Present.class);
    }

    @Test
    void a_calendar_that_is_not_shared_any_more_is_no_empty_calendar() {
        server.on("PROPFIND", CALENDAR, Says.status(404));
        server.on("REPORT", CALENDAR, Says.status(404));

        failure(CalendarGone.class, () -> changes(ALL));
        failure(CalendarGone.class, () -> changes(since("t")));
    }

    @Test
    void a_listing_that_broke_off_deletes_nothing() {
        server.on(
                "REPORT",
                CALENDAR,
                new Says(207, java.util.Map.of(), "<d:multistatus xmlns:d=\"DAV:\">"),
                Says.multistatus(Wire.etag(A, "1")));

        failure(Unreachable.class, () -> changes(since("t")));
        failure(Unreachable.class, () -> changes(since("t")));
    }
}
