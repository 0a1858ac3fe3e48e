package almanac.benchmarks;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.simulated.Forms;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.google.GoogleProviders;
import almanac.sync.provider.Account;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.Resume;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an import cannot do without: the same client downloads and parses the same pages. */
final class SyncDownload {

    private SyncDownload() {}

    /**
     * Seconds for all pages of a calendar.
     *
     * @param events so many are in it
     */
    static double seconds(SyncDesk desk, String calendar, int events) throws Exception {
        var root = desk.simulator.root();
        var client =
                new OAuthClient(
                        "bench",
                        "bench",
                        root.resolve("o/oauth2/v2/auth"),
                        root.resolve("token"),
                        Optional.of(root.resolve("revoke")),
                        root,
                        Duration.ofSeconds(30));
        var google = GoogleProviders.of(client, Clock.systemUTC());
        var account = account(desk, google.authorizer());
        var remote =
                new RemoteCalendar(
                        calendar,
                        calendar,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Europe/Berlin"),
                        ExternalCalendar.Rights.OWNER,
                        true);
        var begun = System.nanoTime();
        Resume resume = new Resume.Everything(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        var objects = 0;
        while (true) {
            var page = google.provider().changes(account, remote, resume);
            objects += page.changes().size();
            if (page.continuation() instanceof ChangePage.More(var next)) {
                resume = new Resume.Next(next);
            } else {
                break;
            }
        }
        if (objects != events) {
            throw new IOException(objects + " events were downloaded");
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Account account(SyncDesk desk, Authorizer authorizer) throws Exception {
        // RFC 7636, appendix B
        var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        var back = URI.create("http://localhost:" + desk.node.port + "/api/ready");
        var page =
                authorizer.consentPage(
                        new Authorizer.Request(
                                "bench",
                                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                                back,
                                List.of(),
                                Optional.empty()));
        var end = URI.create(desk.consent(page, SimulatedGoogle.SAM));
        var code = Forms.read(end.getRawQuery()).getOrDefault("code", "");
        var token = new Credential.Bearer(authorizer.exchange(code, verifier, back).accessToken());
        return new Account() {
            @Override
            public ConnectionId connection() {
                return new ConnectionId(1);
            }

            @Override
            public Credential credential() {
                return token;
            }

            @Override
            public Credential renewed(Credential refused) {
                throw new IllegalStateException("the token lives for an hour");
            }
        };
    }
}
