package almanac.sync.caldav;

import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ProviderKind;
import almanac.sync.provider.Account;
import almanac.sync.provider.Connector;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.ScenarioPlace;
import almanac.sync.provider.WatchedProvider;
import almanac.user.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The adapter in front of a real Radicale; each place has calendars of its own there. */
public final class RadicalePlace implements ScenarioPlace {

    private final Radicale server;
    private final String name;
    private final Connector connector;
    private final WatchedProvider watched;
    private boolean revoked;

    /** A server that many places share. */
    public static final class Shared implements AutoCloseable {

        private final Radicale server = RadicaleFixture.server();

        @Override
        public void close() {
            server.close();
        }
    }

    public RadicalePlace(Shared shared, String name, Clock clock) {
        this.server = shared.server;
        this.name = name;
        server.makeCalendar(path("work"), "Work " + name, "VEVENT");
        server.makeCalendar(path("home"), "Home " + name, "VEVENT");
        var settings = CalDavSettings.icloud().at(server.root()).allowing(Set.of("127.0.0.1"));
        this.connector = CalDavProvider.connector(settings, clock);
        this.watched = new WatchedProvider(connector.provider());
    }

    private String path(String calendar) {
        return "/ana/" + name + "-" + calendar + "/";
    }

    @Override
    public Connector connector() {
        return new Connector(
                watched,
                connector.authorizer(),
                connector.passwordServer(),
                connector.configured());
    }

    @Override
    public WatchedProvider watched() {
        return watched;
    }

    @Override
    public Authorizations.Outcome connect(Authorizations authorizations, UserId user) {
        if (revoked) {
            revoked = false;
            watched.failing(new almanac.sync.provider.FakeProvider.Faults() {});
        }
        return connect(authorizations, user, "ana");
    }

    @Override
    public Authorizations.Outcome connectAnother(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, "ben");
    }

    private static Authorizations.Outcome connect(
            Authorizations authorizations, UserId user, String account) {
        var started =
                authorizations.begin(
                        user,
                        ProviderKind.ICLOUD,
                        Purpose.CHRONAPILOT,
                        URI.create("https://client.test/back"),
                        List.of());
        return authorizations.completeWithPassword(started.state(), account, Radicale.PASSWORD);
    }

    @Override
    public String work() {
        return path("work");
    }

    @Override
    public String home() {
        return path("home");
    }

    @Override
    public Account person() {
        return new PasswordAccount(server.root(), "ana", Radicale.PASSWORD);
    }

    @Override
    public RemoteCalendar calendar(String id) {
        return connector.provider().calendars(person()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void moves(String object) {
        var to = home() + object.substring(object.lastIndexOf('/') + 1);
        var answer =
                server.send(
                        "MOVE",
                        object,
                        "",
                        Map.of("Destination", server.root().resolve(to).toString()));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("MOVE: " + answer.statusCode());
        }
    }

    /** What the server holds of an object. */
    public String text(String object) {
        return server.send("GET", object, "", Map.of()).body();
    }

    /** Another client puts an object there, as it does after an undo. */
    public void puts(String object, String text) {
        var answer = server.send("PUT", object, text, Map.of("Content-Type", "text/calendar"));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("PUT: " + answer.statusCode());
        }
    }

    @Override
    public void forgetCursors() {
        server.forgetTokens(work());
    }

    /** The server's users are in a file that it reads once, so its refusal is played. */
    @Override
    public void revoke() {
        revoked = true;
        watched.failing(
                new almanac.sync.provider.FakeProvider.Faults() {
                    @Override
                    public void before(almanac.sync.provider.FakeProvider.Call call) {
                        throw new ProviderFailed(
                                new ProviderFailure.Reauthorize("401, as for a revoked password"));
                    }
                });
    }

    @Override
    public Map<Integer, String> inexpressible() {
        return Map.of(
                23, "iCalendar holds every recurrence that we have",
                27, "Radicale delivers no invitations (RFC 6638)",
                28, "Radicale delivers no invitations (RFC 6638)",
                29, "Radicale sends no mails",
                31, "tells changes of all times",
                32, "a password has no access token",
                37, "CalDAV calls nobody back",
                38, "CalDAV calls nobody back",
                41, "shares no calendars");
    }

    @Override
    public void close() {}
}
