package almanac.app.console;

import static almanac.app.testing.AlmanacServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The console in Chromium, mostly by keys. With {@code -Dconsole.screenshots=docs/console} it makes
 * the pictures of the documents.
 */
@Timeout(480)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleTest {

    private static final List<String> VIEWS =
            List.of("overview", "processors", "rebuilds", "letters", "connections", "history");

    private Household household;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        Browser.require();
        household = new Household(directory.resolve("data"));
        browser = Browser.open(directory.resolve("profile"), household.server.url());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (household != null) {
            household.close();
        }
    }

    @AfterEach
    void nothing_was_refused_by_the_browser() {
        assertThat(browser.complaints()).isEmpty();
    }

    private void signIn(Person person) {
        browser.fresh("/console");
        browser.await(() -> browser.focused("#username"), "the sign-in");
        browser.press(person.user().username(), Keys.TAB, PASSWORD, Keys.ENTER);
        browser.await(() -> browser.focused("h1"), "a view");
    }

    private void view(String name, String heading) {
        browser.view("#/" + name);
        browser.awaitText("h1", heading);
    }

    private static String row(String processor) {
        return "tr[data-processor=" + processor + "]";
    }

    private long position(String processor) {
        var shown = browser.text(row(processor) + " td.number").replace(",", "");
        return shown.isEmpty() ? -1 : Long.parseLong(shown);
    }

    @Test
    void an_operator_watches_rebuilds_and_verifies_by_keyboard_alone() {
        signIn(household.operator);
        browser.awaitText("h1", "Overview");
        browser.tabTo("nav a[href='#/processors']");
        browser.press(Keys.ENTER);
        browser.await(() -> position("entries") > 0, "the position of entries");
        assertThat(browser.count("tbody tr[data-processor]")).isEqualTo(13);

        browser.js("window.unloaded = false");
        var before = position("entries");
        household.write("Seen at once");
        browser.await(() -> position("entries") > before, "the write moves the position");
        assertThat(browser.js("return window.unloaded")).as("no reload").isEqualTo(false);

        browser.tabTo(row("entries") + " button");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog h2", "entries");
        browser.tabToButton("Rebuild…");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        browser.tabBack();
        assertThat(browser.focused("#bound")).isTrue();
        browser.press("10", Keys.TAB, Keys.ENTER);
        browser.awaitText(row("entries") + " .progress-text", "%");
        assertThat(browser.count(row("entries") + " progress[aria-label='Rebuild of entries']"))
                .isEqualTo(1);
        assertThat(browser.focused(row("entries") + " button")).as("focus comes back").isTrue();
        browser.awaitText("#notice[role=status]", "entries is swapped");
        assertThat(browser.text(row("entries") + " .progress")).isEmpty();

        browser.tabTo("nav a[href='#/rebuilds']");
        browser.press(Keys.ENTER);
        browser.tabTo("#projection");
        browser.press("entries");
        browser.tabToButton("Verify");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        browser.press("the weekly check", Keys.ENTER);
        browser.awaitText("#notice", "documents are equal");
        assertThat(browser.text("tr[data-rebuild]")).contains("entries", "verified", "equal");
    }

    @Test
    void a_dead_letter_is_inspected_masked_and_discarded_with_a_reason() {
        signIn(household.operator);
        view("letters", "Dead letters");
        browser.await(() -> browser.count("tr[data-letter]") == 1, "the letter");
        browser.tabToButton("Inspect");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.count("dialog pre") == 1, "the payload");
        assertThat(browser.text("dialog pre")).contains("***").doesNotContain("vera");
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.count("dialog") == 0, "the dialog goes");
        assertThat(browser.active().getText()).as("focus comes back").isEqualTo("Inspect");

        browser.tabToButton("Discard…");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        browser.press(Keys.ENTER);
        assertThat(household.letters()).as("nothing without a reason").isEqualTo(1);
        browser.press("her calendar was opened by hand", Keys.ENTER);
        browser.awaitText("main", "Nothing waits for you.");
        assertThat(household.letters()).isZero();
        assertThat(browser.focused("h1")).as("focus is somewhere").isTrue();

        signIn(household.auditor);
        var discarded = "li.item:nth-child(2)";
        browser.await(() -> browser.count(discarded) == 1, "the history of all");
        assertThat(browser.text(discarded))
                .contains("operation.begun", "her calendar was opened by hand", "discard_letter");
        assertThat(browser.text("li.item:first-child")).contains("operation.ended", "done");
    }

    @Test
    void the_history_of_an_event_is_read_with_its_changes_as_text() {
        var event = household.write(Household.SCRIPT);
        household.user.patch("/api/events/" + event, Map.of("title", "Retrospective"));
        signIn(household.operator);
        view("history", "History");
        browser.tabTo("#kind");
        browser.press("event", Keys.TAB, Long.toString(event), Keys.ENTER);
        browser.await(() -> browser.count("li.item") == 2, "two facts");
        assertThat(browser.texts("li.item h2 code"))
                .containsExactly("entry.updated", "entry.created");
        assertThat(browser.text("li.item:first-child")).contains("ursula through user");
        assertThat(browser.text("li.item:first-child tbody del")).isEqualTo(Household.SCRIPT);
        assertThat(browser.text("li.item:first-child tbody ins")).isEqualTo("Retrospective");
        assertThat(browser.count("main img")).as("text stays text").isZero();
        assertThat(browser.js("return document.title")).isEqualTo("History – Almanac console");

        view("letters", "Dead letters");
        view("history", "History");
        browser.await(() -> browser.count("li.item") == 25, "the latest of all");
        browser.tabToButton("Show more");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.count("li.item") == 50, "the next page");
        assertThat(browser.focused("li.item:nth-child(26)")).as("reading goes on").isTrue();
    }

    @Test
    void history_is_asked_for_by_kind_and_followed_by_its_links() {
        var event = household.write("Discussed");
        household.user.created("/api/events/" + event + "/comments", Map.of("content", "Late"));
        signIn(household.operator);
        view("history", "History");
        browser.await(() -> browser.count("li.item") == 25, "the latest of all");
        assertThat(browser.count("#number:disabled")).as("there is no number of all").isOne();
        browser.tabTo("#kind");
        browser.press("event", Keys.TAB, Long.toString(event), Keys.ENTER);
        browser.await(() -> browser.count("li.item") == 2, "what concerns the event");
        assertThat(browser.texts("li.item h2 code"))
                .containsExactly("comment.written", "entry.created");

        browser.tabTo("li.item:first-child dd a");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.count("li.item") == 1, "the thread alone");
        assertThat(asked()).isEqualTo("thread " + event);
        assertThat(browser.text("li.item h2 code")).isEqualTo("comment.written");
        for (var link :
                Map.of(
                                "thread-5@172800", "thread 5@172800",
                                "run-3@42.7!1", "run 3@42.7!1",
                                "webhook-endpoint-9", "webhook-endpoint 9",
                                "odd-one", "resource odd-one")
                        .entrySet()) {
            browser.js(
                    "location.hash = '#/history?resource=' + encodeURIComponent(arguments[0])",
                    link.getKey());
            browser.await(() -> asked().equals(link.getValue()), link.getKey());
            browser.awaitText("main [role=status]", "Nothing happened that this asks for.");
        }
    }

    /** What the form of the history asks for. */
    private String asked() {
        return browser.js(
                                "return ['kind', 'number'].map(id => document.getElementById(id)?.value)"
                                        + ".join(' ')")
                        instanceof String said
                ? said
                : "";
    }

    @Test
    void the_overview_tells_how_far_history_is_signed_and_what_sync_has_to_do() {
        signIn(household.operator);
        browser.awaitText("section[aria-labelledby=ledger]", "embedded");
        assertThat(browser.text("section[aria-labelledby=ledger]"))
                .contains("Ledger", "kept", "Signed", "checkpoint");
        browser.await(() -> browser.count("tr[data-work]") > 0, "the work of sync");
        browser.js("document.querySelector('details:has(tr[data-work])').open = true");
        assertThat(browser.texts("tr[data-work]")).anyMatch(unit -> unit.startsWith("mapping:"));
    }

    @Test
    void connections_show_their_health_and_what_their_runs_did() {
        signIn(household.operator);
        view("connections", "Connections");
        browser.await(() -> browser.count("tr[data-connection]") == 2, "the connections");
        assertThat(browser.texts("tr[data-connection]"))
                .allSatisfy(row ->
                        assertThat(row)
                                .contains("google", "active")
                                .doesNotContain("@example.com", "Family"))
                .anySatisfy(row -> assertThat(row).contains("ursula"));
        browser.tabToButton("Runs");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.count("dialog tr[data-run]") > 0, "a run");
        assertThat(browser.texts("dialog tr[data-run]")).allMatch(run -> run.contains("done"));
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.count("dialog") == 0, "the dialog goes");
        browser.js("document.getElementById('status').focus()");
        browser.press("error");
        browser.awaitText("main", "There is none.");
    }

    @Test
    void a_sync_run_is_undone_after_it_was_seen_what_that_would_change() {
        var here = "/api/events?startDate=2026-12-08&endDate=2026-12-08";
        Household.until(() -> household.operator.get(here).text().contains("Kim's supper"));
        Household.until(() -> household.runs().contains("\"applied\":1"));
        signIn(household.operator);
        view("connections", "Connections");
        browser.await(() -> browser.count("tr[data-connection]") == 2, "the connections");
        browser.tabToButton("Runs");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog tr[data-run]:last-child", "Undo…");
        browser.tabToButton("Undo…");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        assertThat(browser.text("dialog tr[data-event]")).contains("Kim's supper", "deleted");
        assertThat(household.operator.get(here).text()).contains("Kim's supper");
        browser.press("it was not meant to come", Keys.ENTER);
        browser.awaitText("#notice[role=status]", "1 event went back.");

        assertThat(household.operator.get(here).text()).doesNotContain("Kim's supper");
        assertThat(browser.active().getText()).as("focus comes back").isEqualTo("Runs");
        assertThat(recorded()).contains("it was not meant to come", "undo_run");
    }

    @Test
    void an_event_goes_back_from_its_history_after_it_was_seen_what_that_would_change() {
        var event = edited("Offsite", "Offsite, cancelled");
        signIn(household.operator);
        browser.view("#/history?resource=entry-" + event);
        browser.await(() -> browser.count("li.item") == 2, "two facts");
        browser.tabTo("li.item:last-child .actions button");
        assertThat(browser.active().getText()).isEqualTo("Restore…");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        assertThat(browser.text("dialog tr[data-event] del")).isEqualTo("Offsite, cancelled");
        assertThat(browser.text("dialog tr[data-event] ins")).isEqualTo("Offsite");
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.count("dialog") == 0, "the dialog goes");
        assertThat(title(event)).as("nothing without a reason").isEqualTo("Offsite, cancelled");

        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        browser.press("it takes place", Keys.ENTER);
        browser.awaitText("#notice[role=status]", "1 event went back.");
        browser.await(() -> browser.count("li.item") == 3, "what is new in its history");
        assertThat(title(event)).isEqualTo("Offsite");
        browser.await(() -> browser.focused("h1"), "focus is somewhere");
        assertThat(recorded()).contains("it takes place", "restore");

        browser.view("#/history?resource=entry-" + household.write("Ursula's own"));
        browser.await(() -> browser.count("li.item") == 1, "one fact");
        browser.tabToButton("Restore…");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog .problem[role=alert]", "Access denied");
        browser.press(Keys.ESCAPE);
    }

    @Test
    void a_series_shows_which_of_its_occurrences_would_change() {
        var days = household.operator.threeDays("Training", "2026-12-11");
        household.operator.patch(
                "/api/events/" + days.get(2).get("id").asLong(),
                Map.of("title", "Match", "updateMode", "single"));
        signIn(household.operator);
        browser.view("#/history?resource=entry-" + days.get(0).get("id").asLong());
        browser.await(() -> browser.count("li.item") == 2, "two facts");
        browser.tabTo("li.item:last-child .actions button");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");

        assertThat(browser.text("dialog tr[data-event]")).contains("at 2026-12-12 00:00:00");
        assertThat(browser.text("dialog tr[data-event] del")).isEqualTo("Match");
        assertThat(browser.text("dialog tr[data-event] ins")).isEqualTo("Training");
        browser.press(Keys.ESCAPE);

        household.operator.patch(
                "/api/events/" + days.get(0).get("id").asLong(),
                Map.of("title", "Practice", "updateMode", "all"));
        view("letters", "Dead letters");
        browser.view("#/history?resource=entry-" + days.get(0).get("id").asLong());
        browser.await(() -> browser.count("li.item") == 3, "three facts");
        assertThat(browser.texts("li.item:first-child tbody th"))
                .containsExactly("title", "title at 2026-12-12 00:00:00");
        assertThat(browser.texts("li.item:first-child tbody del"))
                .containsExactly("Training", "Match");
    }

    /** An event of the operator that was edited; answers its number. */
    private long edited(String title, String then) {
        var made =
                household.operator.created(
                        "/api/events", Map.of("title", title, "startDate", "2026-12-11"));
        var event = made.get("id").asLong();
        household.operator.patch("/api/events/" + event, Map.of("title", then));
        return event;
    }

    private String title(long event) {
        return household.operator.get("/api/events/" + event).at("/title");
    }

    private String recorded() {
        return household.auditor.get("/api/audit?type=operation.begun").text();
    }

    @Test
    void one_stream_is_folded_again_with_a_reason() {
        var event = household.write("Folded again");
        signIn(household.operator);
        view("processors", "Processors");
        browser.await(() -> position("entries") > 0, "the position of entries");
        browser.tabTo(row("entries") + " button");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog h2", "entries");
        browser.tabToButton("Rebuild a stream…");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
        browser.tabBack();
        assertThat(browser.focused("#stream")).isTrue();
        browser.press("entry-" + event, Keys.TAB, "it looked odd", Keys.ENTER);
        browser.awaitText("#notice", "entry-" + event + " is folded again in entries.");
        assertThat(recorded()).contains("it looked odd", "rebuild_stream");
    }

    @Test
    void an_auditor_sees_history_only_and_others_see_nothing() {
        signIn(household.auditor);
        assertThat(browser.texts("nav a")).containsExactly("History");
        browser.view("#/processors");
        browser.awaitText("h1", "History");
        var asked = "fetch('/api/operations/processors').then(a => arguments[0](a.status))";
        assertThat(browser.later(asked)).isEqualTo(403L);
        browser.await(() -> browser.count("li.item") == 25, "the history of all");

        browser.tabToButton("Sign out");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#username"), "the sign-in");
        browser.press("audrey", Keys.TAB, "Not-Hers-2026", Keys.ENTER);
        browser.awaitText(".problem[role=alert]", "Name or password is not right.");
        assertThat(household.server.get(null, "/api/operations/processors").status())
                .isEqualTo(401);

        signIn(household.user);
        browser.awaitText("h1", "Nothing for you here");
        assertThat(browser.count("nav a")).isZero();
    }

    @Test
    void a_session_that_ends_elsewhere_leads_to_the_sign_in() {
        signIn(household.operator);
        browser.later("fetch('/api/auth/signout', {method: 'POST'}).then(arguments[0])");
        browser.view("#/letters");
        browser.await(() -> browser.focused("#username"), "the sign-in");
        assertThat(browser.texts("nav a")).as("nothing is left to see").allMatch(String::isEmpty);
    }

    @Test
    void a_refusal_is_told_where_it_was_asked_and_a_session_that_ends_there_leaves_no_dialog() {
        signIn(household.operator);
        view("processors", "Processors");
        browser.await(() -> position("entries") > 0, "the position of entries");
        act("entries", "Split…");
        browser.press("to share the work", Keys.TAB, Keys.ENTER);
        browser.awaitText("dialog .problem[role=alert]", "in one segment");
        browser.await(() -> browser.focused("#reason"), "focus where it can be tried again");
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.count("dialog") == 0, "the dialog goes");

        act("rules", "Pause…");
        browser.later("fetch('/api/auth/signout', {method: 'POST'}).then(arguments[0])");
        browser.press("to look closer", Keys.ENTER);
        browser.await(() -> browser.focused("#username"), "the sign-in");
        assertThat(browser.count("dialog")).isZero();
    }

    /** Chooses what is to be done to a processor, up to where the reason is asked for. */
    private void act(String processor, String action) {
        browser.tabTo(row(processor) + " button");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog h2", processor);
        browser.tabToButton(action);
        browser.press(Keys.ENTER);
        browser.await(() -> browser.focused("#reason"), "the reason is asked for");
    }

    @Test
    void no_view_breaks_a_rule_of_accessibility_in_light_nor_in_dark_nor_scrolls_sideways() {
        var event = edited("Review", "Review, later");
        browser.letTesterIn(true);
        for (var scheme : List.of("light", "dark")) {
            Function<Browser, List<String>> violations =
                    scheme.equals("light") ? Axe::violations : Axe::violationsOfColors;
            browser.scheme(scheme);
            browser.fresh("/console");
            browser.await(() -> browser.focused("#username"), "the sign-in");
            assertThat(violations.apply(browser)).as(scheme + " sign-in").isEmpty();
            signIn(household.operator);
            for (var view : VIEWS) {
                shown(view);
                assertThat(violations.apply(browser)).as(scheme + " " + view).isEmpty();
            }
            view("processors", "Processors");
            browser.tabTo(row("entries") + " button");
            browser.press(Keys.ENTER);
            browser.awaitText("dialog", "Segments of entries");
            assertThat(violations.apply(browser)).as(scheme + " dialog").isEmpty();
            browser.press(Keys.ESCAPE);
            browser.view("#/history?resource=entry-" + event);
            browser.await(() -> browser.count("li.item") == 2, "two facts");
            browser.tabTo("li.item:last-child .actions button");
            browser.press(Keys.ENTER);
            browser.await(() -> browser.focused("#reason"), "the reason is asked for");
            assertThat(violations.apply(browser)).as(scheme + " dry run").isEmpty();
            browser.press(Keys.ESCAPE);
        }
        browser.size(360, 740);
        for (var view : VIEWS) {
            shown(view);
            assertThat(
                            browser.js(
                                    "const all = document.documentElement; return all.scrollWidth - all.clientWidth"))
                    .as(view)
                    .isEqualTo(0L);
        }
        browser.size(1280, 900);
        browser.scheme("light");
        browser.letTesterIn(false);
    }

    /** Waits until the view has what it asks for. */
    private void shown(String view) {
        browser.view("#/" + view);
        var content =
                Map.of(
                        "overview", "details.card",
                        "processors", "tbody tr[data-processor]",
                        "rebuilds", "#projection option:nth-child(2)",
                        "letters", "tr[data-letter], .empty",
                        "connections", "tr[data-connection]",
                        "history", "li.item");
        var selector = Optional.ofNullable(content.get(view)).orElseThrow();
        browser.await(() -> browser.count(selector) > 0, view);
    }

    @Test
    void the_page_is_open_and_strict_and_holds_nothing() {
        var page = household.server.get(null, "/console");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains(ConsoleHeaders.POLICY);
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.text())
                .doesNotContain("<style", "http:", "https:", "style=")
                .doesNotContainPattern("\\son\\w+=")
                .contains("<script type=\"module\" src=\"/console/main.js\">");
        var script = household.server.get(null, "/console/main.js");
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.header("Content-Security-Policy")).isPresent();
        assertThat(household.server.get(null, "/console/").status()).isEqualTo(200);
        assertThat(household.server.get(null, "/console/nothing.js").status()).isEqualTo(404);
        assertThat(household.server.get(null, "/console/ConsoleController.class").status())
                .isEqualTo(404);
    }

    @Test
    @EnabledIfSystemProperty(named = "console.screenshots", matches = ".+")
    void the_pictures_of_the_documents() throws IOException {
        // tests run in the folder of the module, the property names one of the project
        var folder = Path.of("..").resolve(System.getProperty("console.screenshots"));
        signIn(household.operator);
        for (var view : VIEWS) {
            shown(view);
        }
        Pictures.make(browser, household, folder);
        assertThat(folder.resolve("processors-dark.png")).isNotEmptyFile();
    }
}
