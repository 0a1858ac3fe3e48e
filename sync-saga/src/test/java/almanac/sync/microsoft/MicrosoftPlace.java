package almanac.sync.microsoft;

import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.simulated.Forms;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.microsoft.RemotePerson;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.Account;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.ScenarioPlace;
import almanac.sync.provider.WatchedProvider;
import almanac.user.UserId;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The adapter in front of a simulated Microsoft over HTTP. */
public final class MicrosoftPlace implements ScenarioPlace {

    private static final Pattern ONE =
            Pattern.compile(
                    "\"subscriptionId\"\\s*:\\s*\"([^\"]*)\"[^{}]*?\"clientState\"\\s*:\\s*\"([^\"]*)\""
                            + "|\"clientState\"\\s*:\\s*\"([^\"]*)\"[^{}]*?\"subscriptionId\"\\s*:\\s*\"([^\"]*)\"");

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final SimulatedMicrosoft simulator;
    private final SimulatorServer server;
    private final MicrosoftProviders made;
    private final WatchedProvider watched;
    private final RemotePerson alex;
    private Account person;

    public MicrosoftPlace(Clock clock) {
        this(clock, UnaryOperator.identity());
    }

    /**
     * @param before what stands between every client and Microsoft
     */
    public MicrosoftPlace(Clock clock, UnaryOperator<Simulator> before) {
        var root = new AtomicReference<>(URI.create("http://127.0.0.1/"));
        simulator = new SimulatedMicrosoft(root::get, clock, notices::add, MicrosoftPlace::echo);
        server = SimulatorServer.start(before.apply(simulator));
        root.set(server.root());
        made = MicrosoftProviders.of(client(server.root()), clock);
        watched = new WatchedProvider(made.provider());
        alex = simulator.person(SimulatedMicrosoft.ALEX);
        person = otherClient();
    }

    private Account otherClient() {
        var page =
                made.authorizer()
                        .consentPage(
                                new Authorizer.Request(
                                        "state",
                                        Outlook.challenge(),
                                        Outlook.REDIRECT,
                                        List.of(),
                                        Optional.empty()));
        var code = decide(page, SimulatedMicrosoft.ALEX, true).getOrDefault("code", "");
        return new Consented(
                made.authorizer(),
                made.authorizer().exchange(code, Outlook.VERIFIER, Outlook.REDIRECT));
    }

    private static OAuthClient client(URI root) {
        return new OAuthClient(
                "almanac",
                "secret",
                root.resolve("common/oauth2/v2.0/authorize"),
                root.resolve("common/oauth2/v2.0/token"),
                Optional.empty(),
                root.resolve("v1.0"),
                Duration.ofSeconds(20));
    }

    private static Optional<String> echo(URI address) {
        var query = address.getRawQuery();
        var from = query.indexOf("validationToken=") + "validationToken=".length();
        return Optional.of(URLDecoder.decode(query.substring(from), StandardCharsets.UTF_8));
    }

    /** The adapter in front of a simulated Microsoft of another process. */
    public static Connector connector(URI root, Clock clock) {
        var made = MicrosoftProviders.of(client(root), clock);
        return Connector.oauth(made.provider(), made.authorizer(), true);
    }

    @Override
    public URI root() {
        return server.root();
    }

    @Override
    public Connector connector() {
        return Connector.oauth(watched, made.authorizer(), true);
    }

    @Override
    public WatchedProvider watched() {
        return watched;
    }

    private Map<String, String> decide(URI page, String account, boolean write) {
        var form = "account=" + account + "&decision=accept" + (write ? "&write=on" : "");
        var answer =
                simulator.answer(
                        new Simulator.Request(
                                "POST",
                                page.getPath(),
                                Forms.read(page.getRawQuery()),
                                Map.of("content-type", "application/x-www-form-urlencoded"),
                                form));
        var location =
                answer.headers().stream()
                        .filter(each -> each.getKey().equalsIgnoreCase("Location"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow();
        return Forms.read(URI.create(location).getRawQuery());
    }

    @Override
    public Authorizations.Outcome connect(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, SimulatedMicrosoft.ALEX, List.of(), true);
    }

    @Override
    public Authorizations.Outcome connectAnother(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, SimulatedMicrosoft.SAM, List.of(), true);
    }

    @Override
    public Optional<Authorizations.Outcome> connectPartly(
            Authorizations authorizations, UserId user) {
        var scopes = List.of("User.Read");
        return Optional.of(connect(authorizations, user, SimulatedMicrosoft.ALEX, scopes, true));
    }

    @Override
    public Optional<Authorizations.Outcome> connectReading(
            Authorizations authorizations, UserId user) {
        return Optional.of(
                connect(authorizations, user, SimulatedMicrosoft.ALEX, List.of(), false));
    }

    private Authorizations.Outcome connect(
            Authorizations authorizations,
            UserId user,
            String account,
            List<String> scopes,
            boolean write) {
        var started =
                authorizations.begin(
                        user,
                        ProviderKind.MICROSOFT,
                        Purpose.CHRONAPILOT,
                        URI.create("https://client.test/back"),
                        scopes);
        var back = decide(started.url(), account, write);
        return authorizations.complete(
                ProviderKind.MICROSOFT,
                Optional.ofNullable(back.get("state")),
                OptionalLong.empty(),
                Optional.ofNullable(back.get("code")),
                Optional.ofNullable(back.get("error")));
    }

    @Override
    public String work() {
        return alex.calendar("Calendar");
    }

    @Override
    public String home() {
        return alex.calendar("Team");
    }

    @Override
    public Account person() {
        return person;
    }

    @Override
    public RemoteCalendar calendar(String id) {
        return made.provider().calendars(person).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void moves(String object) {
        alex.move(object, "Team");
    }

    @Override
    public Optional<String> copies(String object) {
        return Optional.of(alex.copy(object));
    }

    @Override
    public String invitee() {
        return "alex@contoso.example";
    }

    @Override
    public String invited(String title) {
        return invited(title, "");
    }

    @Override
    public String invitedDaily(String title) {
        return invited(
                title,
                """
                "recurrence":{"pattern":{"type":"daily","interval":1},
                              "range":{"type":"noEnd","startDate":"2026-12-08"}},
                """);
    }

    private String invited(String title, String recurrence) {
        return alex.add(
                "Calendar",
                """
                {"subject":"%s","isOrganizer":false,%s
                 "organizer":{"emailAddress":{"name":"Cy","address":"cy@contoso.example"}},
                 "responseStatus":{"response":"notResponded"},
                 "start":{"dateTime":"2026-12-08T09:00:00","timeZone":"Romance Standard Time"},
                 "end":{"dateTime":"2026-12-08T10:00:00","timeZone":"Romance Standard Time"},
                 "attendees":[{"type":"required",
                   "emailAddress":{"name":"Alex","address":"alex@contoso.example"},
                   "status":{"response":"none"}}]}
                """
                        .formatted(title, recurrence));
    }

    @Override
    public void callsOff(String object) {
        alex.remove(object);
    }

    @Override
    public Runnable unshares() {
        return alex.unshare("Calendar");
    }

    @Override
    public List<String> mails() {
        return alex.mails();
    }

    @Override
    public void forgetCursors() {
        simulator.expireDeltaTokens();
    }

    @Override
    public void expireAccess() {
        simulator.expireAccessTokens();
    }

    @Override
    public void revoke() {
        simulator.revoke(SimulatedMicrosoft.ALEX);
        // the other client is let in again at once
        person = otherClient();
    }

    @Override
    public List<Told> told() {
        var all = new ArrayList<Told>();
        for (var notice : List.copyOf(notices)) {
            notices.remove(notice);
            var each = ONE.matcher(notice.body());
            while (each.find()) {
                all.add(
                        each.group(1) == null
                                ? new Told(each.group(4), each.group(3))
                                : new Told(each.group(1), each.group(2)));
            }
        }
        return all;
    }

    @Override
    public Map<Integer, String> inexpressible() {
        return Map.of();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Renews its token as the vault does. */
    private static final class Consented implements Account {

        private final Authorizer authorizer;
        private Authorizer.Grant grant;

        Consented(Authorizer authorizer, Authorizer.Grant grant) {
            this.authorizer = authorizer;
            this.grant = grant;
        }

        @Override
        public ConnectionId connection() {
            return new ConnectionId(99);
        }

        @Override
        public synchronized Credential credential() {
            return new Credential.Bearer(grant.accessToken());
        }

        @Override
        public synchronized Credential renewed(Credential refused) {
            grant = authorizer.refresh(grant.refreshToken().orElseThrow());
            return credential();
        }
    }
}
