package almanac.app.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.openqa.selenium.Keys;

/** Makes the pictures of the documents; an operator is signed in. */
final class Pictures {

    private final Browser browser;
    private final Path folder;

    private Pictures(Browser browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    static void make(Browser browser, Household household, Path folder) throws IOException {
        var pictures = new Pictures(browser, folder);
        household.operator.post(
                "/api/operations/rebuilds",
                Map.of(
                        "projection", "entries",
                        "mode", "when-equal",
                        "factsPerSecond", 5,
                        "reason", "to be seen"));
        pictures.processors();
        pictures.history(household);
        pictures.letters();
        pictures.connections();
        pictures.taken("overview", "details.card");
        pictures.taken("rebuilds", "tr[data-rebuild]");
    }

    private void processors() throws IOException {
        browser.view("#/processors");
        browser.awaitText("tr[data-processor=entries] .progress-text", "%");
        browser.scheme("light");
        taken("processors-light");
        browser.scheme("dark");
        taken("processors-dark");
        browser.size(390, 844);
        taken("processors-narrow");
        browser.size(1280, 900);
        browser.scheme("light");
    }

    private void history(Household household) throws IOException {
        var event = household.write("Retrospective");
        household.user.patch(
                "/api/events/" + event,
                Map.of("title", "Retrospective, with cake", "location", "Kitchen"));
        browser.view("#/history?resource=entry-" + event);
        browser.await(() -> browser.count("li.item") == 2, "two facts");
        taken("history");
    }

    private void letters() throws IOException {
        browser.view("#/letters");
        browser.await(() -> browser.count("tr[data-letter], .empty") > 0, "the letters");
        if (browser.count("tr[data-letter]") > 0) {
            browser.tabToButton("Inspect");
            browser.press(Keys.ENTER);
            browser.await(() -> browser.count("dialog pre") == 1, "the payload");
            taken("letter");
            browser.press(Keys.ESCAPE);
        }
    }

    private void connections() throws IOException {
        browser.view("#/connections");
        browser.await(() -> browser.count("tr[data-connection]") == 2, "the connections");
        browser.tabToButton("Runs");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.count("dialog tr[data-run]") > 0, "a run");
        taken("sync-runs");
        browser.press(Keys.ESCAPE);
        browser.scheme("dark");
        taken("connections");
        browser.scheme("light");
    }

    private void taken(String view, String content) throws IOException {
        browser.view("#/" + view);
        browser.await(() -> browser.count(content) > 0, view);
        taken(view);
    }

    private void taken(String name) throws IOException {
        browser.picture(folder.resolve(name + ".png"));
    }
}
