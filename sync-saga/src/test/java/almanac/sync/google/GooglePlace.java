package almanac.sync.google;

import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.simulated.Forms;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.google.RemotePerson;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Connector;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.ScenarioPlace;
import almanac.sync.provider.WatchedProvider;
import almanac.user.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The adapter in front of a simulated Google over HTTP, in pages of three. */
public final class GooglePlace implements ScenarioPlace {

    private static final String SAM = "100000000000000000001";
    private static final String KIM = "100000000000000000002";
    private static final int PAGE = 3;

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final SimulatedGoogle google;
    private final SimulatorServer server;
    private final GoogleProviders made;
    private final WatchedProvider watched;
    private Account person;

    public GooglePlace(Clock clock) {
        this(clock, UnaryOperator.identity());
    }

    /**
     * @param before what stands between every client and Google
     */
    public GooglePlace(Clock clock, UnaryOperator<Simulator> before) {
        google = new SimulatedGoogle(clock, notices::add);
        server = SimulatorServer.start(before.apply(google));
        var client = GoogleDesk.client(server.root(), Duration.ofSeconds(20));
        made = GoogleProviders.of(client, clock, PAGE);
        watched = new WatchedProvider(made.provider());
        person = otherClient();
    }

    private Account otherClient() {
        var page = made.authorizer().consentPage(GoogleDesk.request());
        var code = decide(page, SAM, everything(page)).getOrDefault("code", "");
        return new GoogleDesk.Consented(
                made.authorizer(),
                made.authorizer().exchange(code, GoogleDesk.VERIFIER, GoogleDesk.REDIRECT));
    }

    /** The adapter in front of a simulated Google of another process. */
    public static Connector connector(URI root, Clock clock) {
        var made = GoogleProviders.of(GoogleDesk.client(root, Duration.ofSeconds(20)), clock, PAGE);
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

    /** What the browser is sent back with, after a person allowed it. */
    private Map<String, String> decide(URI page, String account, String ticked) {
        var form = new LinkedHashMap<String, String>();
        Forms.read(page.getRawQuery()).forEach((name, value) -> form.put("ask." + name, value));
        form.put("account", account);
        form.put("decision", "allow");
        form.put("grant", ticked);
        var answer =
                google.answer(
                        new Simulator.Request(
                                "POST",
                                "/o/oauth2/v2/auth",
                                Map.of(),
                                Map.of(),
                                Forms.write(form)));
        var location = URI.create(answer.headers().getFirst().getValue());
        return Forms.read(location.getRawQuery());
    }

    private static String everything(URI page) {
        return Forms.read(page.getRawQuery()).getOrDefault("scope", "");
    }

    @Override
    public Authorizations.Outcome connect(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, SAM, List.of(), GooglePlace::everything);
    }

    @Override
    public Authorizations.Outcome connectAnother(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, KIM, List.of(), GooglePlace::everything);
    }

    @Override
    public Optional<Authorizations.Outcome> connectPartly(
            Authorizations authorizations, UserId user) {
        return Optional.of(connect(authorizations, user, SAM, List.of(), page -> "openid email"));
    }

    @Override
    public Optional<Authorizations.Outcome> connectReading(
            Authorizations authorizations, UserId user) {
        var scopes = List.of("calendar.events.readonly");
        return Optional.of(connect(authorizations, user, SAM, scopes, GooglePlace::everything));
    }

    private Authorizations.Outcome connect(
            Authorizations authorizations,
            UserId user,
            String account,
            List<String> scopes,
            Function<URI, String> ticked) {
        var started =
                authorizations.begin(
                        user,
                        ProviderKind.GOOGLE,
                        Purpose.CHRONAPILOT,
                        URI.create("https://client.test/back"),
                        scopes);
        var back = decide(started.url(), account, ticked.apply(started.url()));
        return authorizations.complete(
                ProviderKind.GOOGLE,
                Optional.ofNullable(back.get("state")),
                OptionalLong.empty(),
                Optional.ofNullable(back.get("code")),
                Optional.ofNullable(back.get("error")));
    }

    @Override
    public String work() {
        return SimulatedGoogle.SAM;
    }

    @Override
    public String home() {
        return SimulatedGoogle.FAMILY;
    }

    /** Whoever uses this Google's own pages. */
    public RemotePerson people() {
        return google.person();
    }

    @Override
    public Account person() {
        return person;
    }

    @Override
    public RemoteCalendar calendar(String id) {
        return GoogleDesk.calendar(id, Rights.OWNER);
    }

    @Override
    public void moves(String object) {
        google.person().move(work(), object, home());
    }

    @Override
    public Optional<String> copies(String object) {
        return Optional.of(google.person().copy(work(), object));
    }

    @Override
    public String invitee() {
        return SimulatedGoogle.SAM;
    }

    @Override
    public Optional<String> lone(String title) {
        var series = theirs(title, "\"recurrence\": [\"RRULE:FREQ=WEEKLY;COUNT=4\"],");
        var second = google.person().instances(SimulatedGoogle.KIM, series, 2).getLast();
        google.person().invite(SimulatedGoogle.KIM, second, SimulatedGoogle.SAM);
        return Optional.of(second);
    }

    @Override
    public String invited(String title) {
        return invited(title, "");
    }

    @Override
    public String invitedDaily(String title) {
        return invited(title, "\"recurrence\": [\"RRULE:FREQ=DAILY\"],");
    }

    private String invited(String title, String recurrence) {
        var id = theirs(title, recurrence);
        google.person().invite(SimulatedGoogle.KIM, id, SimulatedGoogle.SAM);
        return id;
    }

    private String theirs(String title, String recurrence) {
        return google.person()
                .create(
                        SimulatedGoogle.KIM,
                        """
                        {"summary": "%s", %s
                         "start": {"dateTime": "2026-12-08T09:00:00", "timeZone": "Europe/Paris"},
                         "end": {"dateTime": "2026-12-08T10:00:00", "timeZone": "Europe/Paris"}}
                        """
                                .formatted(title, recurrence));
    }

    @Override
    public void callsOff(String object) {
        google.person().delete(SimulatedGoogle.KIM, object);
        if (google.person().events(work()).contains(object)) {
            google.person().delete(work(), object);
        }
    }

    @Override
    public Runnable unshares() {
        return google.person().unshare(work());
    }

    @Override
    public List<String> mails() {
        return google.mails();
    }

    @Override
    public void forgetCursors() {
        google.expireSyncTokens();
        google.expirePageTokens();
    }

    @Override
    public void expireAccess() {
        google.expireAccessTokens();
    }

    @Override
    public void revoke() {
        google.revokeGrants(SimulatedGoogle.SAM);
        // the other client is let in again at once
        person = otherClient();
    }

    @Override
    public List<Told> told() {
        var all = new ArrayList<Told>();
        for (var notice : List.copyOf(notices)) {
            notices.remove(notice);
            all.add(
                    new Told(
                            header(notice, "X-Goog-Channel-ID"),
                            header(notice, "X-Goog-Channel-Token")));
        }
        return all;
    }

    private static String header(Notice notice, String name) {
        return notice.headers().stream()
                .filter(each -> each.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public Map<Integer, String> inexpressible() {
        return Map.of(31, "tells changes of all times");
    }

    @Override
    public void close() {
        server.close();
    }
}
