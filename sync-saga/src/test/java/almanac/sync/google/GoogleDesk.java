package almanac.sync.google;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.simulated.Forms;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import almanac.sync.provider.RemoteCalendar;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated Google behind real HTTP, with the adapter in front of it and a consent given. */
final class GoogleDesk implements AutoCloseable {

    static final URI REDIRECT = URI.create("http://127.0.0.1:9/callback");
    static final String VERIFIER = "a-verifier-of-some-length-that-nobody-else-would-think-of";

    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final MovingClock clock = new MovingClock();
    final SimulatedGoogle google = new SimulatedGoogle(clock, notices::add);
    final SimulatorServer server = SimulatorServer.start(google);
    final Provider provider;
    final Authorizer authorizer;

    GoogleDesk() {
        this(2_500, Duration.ofSeconds(20));
    }

    GoogleDesk(int pageSize, Duration timeout) {
        var made = GoogleProviders.of(client(server.root(), timeout), clock, pageSize);
        this.provider = made.provider();
        this.authorizer = made.authorizer();
    }

    static OAuthClient client(URI root, Duration timeout) {
        return new OAuthClient(
                "almanac-test",
                "a-secret",
                root.resolve("o/oauth2/v2/auth"),
                root.resolve("token"),
                Optional.of(root.resolve("revoke")),
                root,
                timeout);
    }

    static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Authorizer.Request request() {
        return new Authorizer.Request(
                "state-1", challenge(), REDIRECT, List.of(), Optional.empty());
    }

    /** What the browser is sent back with, after a person decided. */
    Map<String, String> decide(URI page, String account, String decision, List<String> ticked) {
        var asked = Forms.read(page.getRawQuery());
        var form = new LinkedHashMap<String, String>();
        asked.forEach((name, value) -> form.put("ask." + name, value));
        form.put("account", account);
        form.put("decision", decision);
        form.put("grant", String.join(" ", ticked));
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

    /** A grant of everything that was asked for. */
    Authorizer.Grant consent() {
        var page = authorizer.consentPage(request());
        var scopes = Forms.read(page.getRawQuery()).getOrDefault("scope", "").split(" ");
        var back = decide(page, "100000000000000000001", "allow", List.of(scopes));
        return authorizer.exchange(back.getOrDefault("code", ""), VERIFIER, REDIRECT);
    }

    Consented account() {
        return new Consented(authorizer, consent());
    }

    static RemoteCalendar primary() {
        return calendar(SimulatedGoogle.SAM, Rights.OWNER);
    }

    static RemoteCalendar calendar(String id, Rights rights) {
        return new RemoteCalendar(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.of("Europe/Berlin"),
                rights,
                id.equals(SimulatedGoogle.SAM));
    }

    @Override
    public void close() {
        server.close();
    }

    /** An account that renews its token as the engine does, once for each that was refused. */
    static final class Consented implements Account {

        final List<String> renewals = new ArrayList<>();
        private final Authorizer authorizer;
        private final String refreshToken;
        private Credential.Bearer current;

        Consented(Authorizer authorizer, Authorizer.Grant grant) {
            this.authorizer = authorizer;
            this.refreshToken = grant.refreshToken().orElseThrow();
            this.current = new Credential.Bearer(grant.accessToken());
        }

        @Override
        public ConnectionId connection() {
            return new ConnectionId(7);
        }

        @Override
        public synchronized Credential credential() {
            return current;
        }

        @Override
        public synchronized Credential renewed(Credential refused) {
            if (refused.equals(current)) {
                current = new Credential.Bearer(authorizer.refresh(refreshToken).accessToken());
                renewals.add(current.token());
            }
            return current;
        }
    }

    /** Stands until it is moved. */
    static final class MovingClock extends Clock {

        private Instant now = Instant.parse("2026-11-28T08:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
