package almanac.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import almanac.app.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.LoggerFactory;

/** A headless Chromium of Debian's, operated by keys. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY_TABS = 120;

    private final ChromeDriver driver;
    private final String server;

    private Browser(ChromeDriver driver, String server) {
        this.driver = driver;
        this.server = server;
    }

    /** Skips the tests, not silently, where there is no browser. */
    static void require() {
        var there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!there) {
            LoggerFactory.getLogger(Browser.class)
                    .error(
                            "SKIPPED, the console was tried in no browser: there is no {} or {}."
                                    + " apt-get install chromium chromium-driver, as .ci/run does.",
                            CHROMIUM,
                            DRIVER);
        }
        assumeTrue(there, "Chromium is not installed");
    }

    /**
     * @param profile an empty folder of its own
     * @param server without a slash at the end
     */
    static Browser open(Path profile, String server) {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--force-device-scale-factor=1",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options), server);
    }

    /** Goes to that path with nobody signed in. */
    void fresh(String path) {
        driver.get(server + "/console/icon.svg");
        driver.manage().deleteAllCookies();
        driver.get(server + path);
    }

    /** Reads the page anew, as whoever is signed in. */
    void visit(String path) {
        driver.get("about:blank");
        driver.get(server + path);
    }

    /** Goes to another view of the page that is open. */
    void view(String hash) {
        js("location.hash = arguments[0]", hash);
    }

    @Nullable Object js(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    @Nullable Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    Browser press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    void tabBack() {
        new Actions(driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
    }

    /** Tabs on until what has the focus is that; so it can be reached by keys. */
    void tabTo(String selector) {
        tabUntil(() -> focused(selector), selector);
    }

    /** The same for a button of that text. */
    void tabToButton(String text) {
        tabUntil(() -> focused("button") && active().getText().equals(text), text);
    }

    private void tabUntil(BooleanSupplier there, String what) {
        for (var i = 0; i < MANY_TABS && !there.getAsBoolean(); i++) {
            press(Keys.TAB);
        }
        assertThat(there.getAsBoolean()).as("reached by tabs: " + what).isTrue();
    }

    boolean focused(String selector) {
        return Boolean.TRUE.equals(
                js("return document.activeElement.matches(arguments[0])", selector));
    }

    WebElement active() {
        return driver.switchTo().activeElement();
    }

    /** What a person sees there; empty where there is nothing. */
    String text(String selector) {
        try {
            var found = driver.findElements(By.cssSelector(selector));
            return found.isEmpty() ? "" : found.getFirst().getText();
        } catch (StaleElementReferenceException changing) {
            return "";
        }
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void awaitText(String selector, String part) {
        await(() -> text(selector).contains(part), selector + " says " + part);
    }

    void await(BooleanSupplier condition, String what) {
        Waiting.until(
                PATIENCE, () -> "in time: " + what + "; the page says: " + text("body"), condition);
    }

    void scheme(String scheme) {
        var features = List.of(Map.of("name", "prefers-color-scheme", "value", scheme));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** A tester's script may do what the page's policy forbids others. */
    void letTesterIn(boolean in) {
        driver.executeCdpCommand("Page.setBypassCSP", Map.of("enabled", in));
    }

    /** What the console of the browser was told and nobody expects: broken scripts, refusals. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Objects::toString)
                .filter(line -> !line.contains("Failed to load resource"))
                .filter(line -> line.contains("SEVERE") || line.contains("Content Security Policy"))
                .toList();
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
