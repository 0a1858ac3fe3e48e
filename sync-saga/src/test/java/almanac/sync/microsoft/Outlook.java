package almanac.sync.microsoft;

import almanac.connection.ConnectionId;
import almanac.entry.ImportedEntry;
import almanac.simulated.Faults;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.microsoft.RemotePerson;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.Account;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Credential;
import almanac.sync.provider.Draft;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFixture;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.Span;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The adapter against the simulated Microsoft over real HTTP, connected as Alex. */
final class Outlook implements ProviderFixture, ProviderFixture.Person {

    static final String VERIFIER = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    static final URI REDIRECT = URI.create("https://almanac.example/callback");

    final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    final List<Notice> notices = new ArrayList<>();
    final List<URI> handshakes = new ArrayList<>();
    final SimulatedMicrosoft simulator;
    final MicrosoftProviders microsoft;
    final RemotePerson alex;
    final TestAccount account;

    /** What happens to every answer on its way. */
    volatile UnaryOperator<Simulator.Response> tampering = UnaryOperator.identity();

    private final SimulatorServer server;

    Outlook() {
        this(Duration.ofSeconds(20));
    }

    Outlook(Duration timeout) {
        var root = new AtomicReference<URI>(URI.create("http://127.0.0.1/"));
        simulator = new SimulatedMicrosoft(root::get, clock, notices::add, this::echo);
        server = SimulatorServer.start(request -> tampering.apply(simulator.answer(request)));
        root.set(server.root());
        microsoft = MicrosoftProviders.of(client(timeout), clock);
        alex = simulator.person(SimulatedMicrosoft.ALEX);
        account = new TestAccount(consent(SimulatedMicrosoft.ALEX, true));
    }

    private Optional<String> echo(URI address) {
        handshakes.add(address);
        var query = address.getRawQuery();
        return Optional.of(
                URLDecoder.decode(
                        query.substring(query.indexOf("validationToken=") + 16),
                        StandardCharsets.UTF_8));
    }

    private OAuthClient client(Duration timeout) {
        var root = server.root();
        return new OAuthClient(
                "almanac",
                "secret",
                root.resolve("common/oauth2/v2.0/authorize"),
                root.resolve("common/oauth2/v2.0/token"),
                Optional.empty(),
                root.resolve("v1.0"),
                timeout);
    }

    /** Goes through the consent page as a browser does. */
    Authorizer.Grant consent(String person, boolean write) {
        var back = decide(person, write, "accept");
        var query = back.getRawQuery();
        var code = query.substring(query.indexOf("code=") + 5).split("&")[0];
        return microsoft.authorizer().exchange(code, VERIFIER, REDIRECT);
    }

    URI decide(String person, boolean write, String decision) {
        var request =
                new Authorizer.Request(
                        "state-1", challenge(), REDIRECT, List.of(), Optional.of(person));
        var page = microsoft.authorizer().consentPage(request);
        var form = "account=" + person + "&decision=" + decision + (write ? "&write=on" : "");
        var ask =
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(ask, HttpResponse.BodyHandlers.discarding());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String challenge() {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Renews its access token as the vault does. */
    final class TestAccount implements Account {

        private Authorizer.Grant grant;
        int renewals;

        TestAccount(Authorizer.Grant grant) {
            this.grant = grant;
        }

        @Override
        public ConnectionId connection() {
            return new ConnectionId(1);
        }

        @Override
        public Credential credential() {
            return new Credential.Bearer(grant.accessToken());
        }

        @Override
        public Credential renewed(Credential refused) {
            renewals++;
            grant =
                    microsoft
                            .authorizer()
                            .refresh(
                                    grant.refreshToken()
                                            .orElseThrow(() ->
                                                    new ProviderFailed(
                                                            new ProviderFailure.Reauthorize(
                                                                    "none"))));
            return credential();
        }
    }

    @Override
    public Provider provider() {
        return microsoft.provider();
    }

    @Override
    public Account account() {
        return account;
    }

    TestAccount account(String person) {
        return new TestAccount(consent(person, true));
    }

    /** Everything that a round tells, page by page, and the cursor that it leaves. */
    Round round(Resume from) {
        var changes = new ArrayList<RemoteChange>();
        var pages = 0;
        var resume = from;
        while (true) {
            var page = provider().changes(account, calendar(), resume);
            changes.addAll(page.changes());
            pages++;
            switch (page.continuation()) {
                case ChangePage.More(var next) -> resume = new Resume.Next(next);
                case ChangePage.Done(var cursor) -> {
                    return new Round(changes, pages, cursor);
                }
            }
        }
    }

    record Round(List<RemoteChange> changes, int pages, String cursor) {

        List<String> touched() {
            return changes.stream()
                    .filter(RemoteChange.Touched.class::isInstance)
                    .map(RemoteChange::object)
                    .toList();
        }

        List<String> removed() {
            return changes.stream()
                    .filter(RemoteChange.Removed.class::isInstance)
                    .map(RemoteChange::object)
                    .toList();
        }

        Set<String> present() {
            return changes.stream()
                    .filter(RemoteChange.Present.class::isInstance)
                    .map(RemoteChange::object)
                    .collect(Collectors.toSet());
        }
    }

    static final Resume EVERYTHING =
            new Resume.Everything(
                    Instant.parse("2026-09-02T00:00:00Z"), Instant.parse("2027-12-01T00:00:00Z"));

    RemoteObject create(String operation, ImportedEntry content) {
        return provider().create(account, calendar(), new Draft(operation, content));
    }

    RemoteObject update(RemoteObject known, ImportedEntry wanted) {
        return provider().update(account, calendar(), known, wanted);
    }

    Optional<RemoteObject> fetch(String object) {
        return provider().fetch(account, calendar(), object);
    }

    RemoteCalendar calendar(String name) {
        return provider().calendars(account).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public RemoteCalendar calendar() {
        return calendar("Team");
    }

    @Override
    public Person person() {
        return this;
    }

    @Override
    public void loseNextAnswer() {
        simulator.faults().plan(new Faults.LostAnswer(), 1);
    }

    @Override
    public void forgetCursors() {
        simulator.expireDeltaTokens();
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String adds(ImportedEntry content) {
        var span = (Span.Timed) content.span();
        var end = span.endsAt(span.zone()).atZone(span.zone()).toLocalDateTime();
        return alex.add(
                "Team",
                """
                {"subject":"%s","start":{"dateTime":"%s","timeZone":"%s"},
                 "end":{"dateTime":"%s","timeZone":"%s"}}
                """
                        .formatted(
                                content.details().title(),
                                span.start(),
                                span.zone(),
                                end,
                                span.zone()));
    }

    @Override
    public void retitles(String object, String title) {
        alex.edit(object, "{\"subject\":\"" + title + "\"}");
    }

    @Override
    public void removes(String object) {
        alex.remove(object);
    }

    @Override
    public Optional<String> seesTitle(String object) {
        return alex.event(object)
                .map(json -> json.replaceAll("(?s).*\"subject\":\"([^\"]*)\".*", "$1"));
    }

    @Override
    public int counts() {
        return alex.events("Team").size();
    }
}
