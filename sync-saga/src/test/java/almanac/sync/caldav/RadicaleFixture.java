package almanac.sync.caldav;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.icalendar.ICalendarWriter;
import almanac.sync.provider.Account;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFixture;
import almanac.sync.provider.RemoteCalendar;
import almanac.time.Span;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** A calendar of its own at a Radicale that several fixtures share. */
final class RadicaleFixture implements ProviderFixture, ProviderFixture.Person {

    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static final Pattern SUMMARY = Pattern.compile("(?m)^SUMMARY[:;].*$");

    private final Radicale server;
    private final Relay relay;
    private final Provider provider;
    private final RemoteCalendar calendar;
    private int added;

    /** Skips the test, not silently, where Radicale is not installed. */
    static Radicale server() {
        var program = Radicale.program();
        if (program.isEmpty()) {
            LoggerFactory.getLogger(RadicaleFixture.class)
                    .error(
                            "SKIPPED, no real CalDAV server was asked: Radicale is not installed."
                                    + " apt-get install radicale, as .ci/run does.");
        }
        assumeTrue(program.isPresent(), "Radicale is not installed");
        return Radicale.start(program.get());
    }

    RadicaleFixture(Radicale server, String name) {
        this.server = server;
        this.relay = new Relay(server.root());
        server.makeCalendar("/ana/" + name + "/", "Calendar " + name, "VEVENT");
        var settings = CalDavSettings.icloud().at(relay.root()).allowing(Set.of("127.0.0.1"));
        this.provider =
                CalDavProvider.connector(settings, Clock.fixed(NOW, ZoneOffset.UTC)).provider();
        this.calendar =
                provider.calendars(account()).stream()
                        .filter(each -> each.id().equals("/ana/" + name + "/"))
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Account account() {
        return new PasswordAccount(relay.root(), "ana", Radicale.PASSWORD);
    }

    @Override
    public RemoteCalendar calendar() {
        return calendar;
    }

    Relay relay() {
        return relay;
    }

    @Override
    public Person person() {
        return this;
    }

    @Override
    public void loseNextAnswer() {
        relay.loseNextWrite();
    }

    /** Of a calendar in the state of a token Radicale needs no memory to say that all is told. */
    @Override
    public void forgetCursors() {
        removes(adds(somebody()));
        server.forgetTokens(calendar.id());
    }

    private static ImportedEntry somebody() {
        return ImportedEntry.single(
                "passing-by",
                Details.titled("Passing by"),
                new Span.AllDay(LocalDate.of(2026, 12, 9), LocalDate.of(2026, 12, 10)));
    }

    @Override
    public String adds(ImportedEntry content) {
        return puts("person-" + ++added + ".ics", ICalendarWriter.object(content, NOW));
    }

    String puts(String name, String text) {
        var path = name.startsWith("/") ? name : calendar.id() + name;
        var answer = server.send("PUT", path, text, Map.of("Content-Type", "text/calendar"));
        if (answer.statusCode() != 201 && answer.statusCode() != 204) {
            throw new IllegalStateException("PUT: " + answer.statusCode() + answer.body());
        }
        return path;
    }

    String text(String object) {
        return server.send("GET", object, "", Map.of()).body();
    }

    @Override
    public void retitles(String object, String title) {
        puts(object, SUMMARY.matcher(text(object)).replaceAll("SUMMARY:" + title));
    }

    @Override
    public void removes(String object) {
        server.send("DELETE", object, "", Map.of());
    }

    @Override
    public Optional<String> seesTitle(String object) {
        var matcher = SUMMARY.matcher(text(object));
        return matcher.find()
                ? Optional.of(matcher.group().substring("SUMMARY:".length()).strip())
                : Optional.empty();
    }

    @Override
    public int counts() {
        var answer = server.send("PROPFIND", calendar.id(), "", Map.of("Depth", "1"));
        return answer.body().split("<response>", -1).length - 2;
    }

    @Override
    public void close() {
        relay.close();
    }
}
