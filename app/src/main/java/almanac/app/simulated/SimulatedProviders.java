package almanac.app.simulated;

import almanac.connection.ProviderKind;
import almanac.simulated.Notice;
import almanac.simulated.NoticesOverHttp;
import almanac.simulated.Simulator;
import almanac.simulated.google.SimulatedGoogle;
import almanac.simulated.microsoft.Handshake;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.google.GoogleProviders;
import almanac.sync.microsoft.MicrosoftProviders;
import almanac.sync.provider.Connector;
import almanac.sync.provider.OAuthClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated Google and Microsoft with the connectors that lead to them. They call no address
 * but this process's own webhooks, whatever a client asks them to call.
 */
public final class SimulatedProviders implements AutoCloseable {

    private static final String GOOGLE = "/google";
    private static final String MICROSOFT = "/microsoft";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Only for asking an adapter what it can do. */
    private static final URI NOWHERE = URI.create("http://localhost");

    private final Places places;
    private final Clock clock;
    private final NoticesOverHttp notices = new NoticesOverHttp();
    private final SimulatedGoogle google;
    private final SimulatedMicrosoft microsoft;

    public SimulatedProviders(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
        this.google = new SimulatedGoogle(clock, this::send);
        this.microsoft =
                new SimulatedMicrosoft(
                        () -> places.endpoint(MICROSOFT).orElse(NOWHERE),
                        clock,
                        this::send,
                        this::handshake);
        new FirstEvents(clock).fill(google, microsoft);
    }

    private void send(Notice notice) {
        places.webhook(notice.address())
                .ifPresent(at -> notices.send(new Notice(at, notice.headers(), notice.body())));
    }

    private Optional<String> handshake(URI address) {
        return places.webhook(address).flatMap(Handshake.overHttp()::echo);
    }

    /** By the part of the path that follows the mount. */
    Map<String, Simulator> mounted() {
        return Map.of(GOOGLE, google, MICROSOFT, microsoft);
    }

    public SimulatedGoogle google() {
        return google;
    }

    public SimulatedMicrosoft microsoft() {
        return microsoft;
    }

    /** Leads to the simulated Google. */
    public Connector googleConnector() {
        var made = new Late<>(() -> places.endpoint(GOOGLE), this::googleAt);
        return Connector.oauth(
                new LateProvider(
                        ProviderKind.GOOGLE,
                        googleAt(NOWHERE).provider().traits(),
                        () -> made.get().provider()),
                new LateAuthorizer(() -> made.get().authorizer()),
                true);
    }

    private GoogleProviders googleAt(URI mount) {
        return GoogleProviders.of(
                new OAuthClient(
                        "almanac",
                        "simulated",
                        places.page(GOOGLE + "/o/oauth2/v2/auth"),
                        URI.create(mount + "/token"),
                        Optional.of(URI.create(mount + "/revoke")),
                        URI.create(mount + "/"),
                        TIMEOUT),
                clock);
    }

    /** Leads to the simulated Microsoft. */
    public Connector microsoftConnector() {
        var made = new Late<>(() -> places.endpoint(MICROSOFT), this::microsoftAt);
        return Connector.oauth(
                new LateProvider(
                        ProviderKind.MICROSOFT,
                        microsoftAt(NOWHERE).provider().traits(),
                        () -> made.get().provider()),
                new LateAuthorizer(() -> made.get().authorizer()),
                true);
    }

    private MicrosoftProviders microsoftAt(URI mount) {
        return MicrosoftProviders.of(
                new OAuthClient(
                        "almanac",
                        "simulated",
                        places.page(MICROSOFT + "/common/oauth2/v2.0/authorize"),
                        URI.create(mount + "/common/oauth2/v2.0/token"),
                        Optional.empty(),
                        URI.create(mount + "/v1.0"),
                        TIMEOUT),
                clock);
    }

    @Override
    public void close() {
        notices.close();
    }
}
