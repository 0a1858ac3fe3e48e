package almanac.sync.webhook;

import almanac.sync.net.OutboundHosts;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.webhook.Answer.Verdict;
import almanac.webhook.EndpointId;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends signed requests to addresses that somebody else chose: to public hosts only, without
 * following where they point, and reading nothing of an answer but its status. The signature is
 * {@code t=<seconds>,v1=<hex of HMAC-SHA256 over t, a dot and the body>} (contract.md 8.3).
 */
final class Requests {

    private static final int LONGEST_WAIT = 86_400;

    private final HttpClient client;
    private final OutboundHosts hosts;
    private final SigningSecrets secrets;
    private final Duration timeout;
    private final Clock clock;

    Requests(OutboundHosts hosts, SigningSecrets secrets, Duration timeout, Clock clock) {
        this.hosts = hosts;
        this.secrets = secrets;
        this.timeout = timeout;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout)
                        .build();
    }

    /** Why nothing goes there; empty where it may. */
    Optional<String> objection(URI url) {
        try {
            return hosts.objection(url);
        } catch (UnknownHostException unknown) {
            return Optional.of("the host has no address");
        }
    }

    Answer send(EndpointId endpoint, URI url, CloudEvents.Message message) {
        try {
            var objection = hosts.objection(url);
            if (objection.isPresent()) {
                return Answer.none(Verdict.FORBIDDEN, objection.get());
            }
        } catch (UnknownHostException unknown) {
            return Answer.none(Verdict.UNREACHABLE, "the host has no address");
        }
        return signature(endpoint, message.body())
                .map(signature -> sent(request(url, message, signature)))
                .orElseGet(() -> Answer.none(Verdict.FORBIDDEN, "no secret is kept to sign with"));
    }

    private Optional<String> signature(EndpointId endpoint, byte[] body) {
        var time = Long.toString(clock.instant().getEpochSecond());
        var prefix = (time + ".").getBytes(StandardCharsets.UTF_8);
        var signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        return secrets.signature(endpoint.toString(), signed)
                .map(digest -> "t=" + time + ",v1=" + digest);
    }

    private HttpRequest request(URI url, CloudEvents.Message message, String signature) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", CloudEvents.TYPE)
                .header("User-Agent", "Almanac")
                .header("Chronapilot-Signature", signature)
                .header("Chronapilot-Event", message.id())
                .POST(BodyPublishers.ofByteArray(message.body()))
                .build();
    }

    /** The status decides, so a body that never ends is not waited for. */
    private Answer sent(HttpRequest request) {
        var pending = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            var response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().close();
            return Answer.of(response.statusCode(), retryAfter(response));
        } catch (TimeoutException slow) {
            pending.cancel(true);
            return Answer.none(Verdict.SLOW, "did not answer in time");
        } catch (ExecutionException failed) {
            return failure(failed.getCause());
        } catch (IOException ended) {
            return Answer.none(Verdict.BROKEN, "broke off");
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return Answer.none(Verdict.UNREACHABLE, "was asked no more");
        }
    }

    private static Answer failure(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException slow -> Answer.none(Verdict.SLOW, "did not answer in time");
            case SSLException untrusted ->
                    Answer.none(Verdict.UNREACHABLE, "no trusted connection");
            case null, default -> Answer.none(Verdict.UNREACHABLE, "could not be talked to");
        };
    }

    /** In seconds; a date is read as no wish (RFC 9110 10.2.3 allows both). */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_WAIT)));
    }
}
