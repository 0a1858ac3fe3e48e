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
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends signed requests to addresses that somebody else chose: to public hosts only, without
 * following where they point, and reading nothing of an answer but its status, or the token that
 * was asked for. Signatures are HMAC-SHA256 in hex, over what the {@link Dialect} says.
 */
final class Requests {

    private static final int LONGEST_WAIT = 86_400;

    /** In bytes; a token has fewer, and room around it. */
    private static final int LONGEST_TOKEN = 256;

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

    Answer send(EndpointId endpoint, URI url, Message message) {
        return forbidden(url)
                .or(() -> sent(endpoint, url, message))
                .orElseGet(() -> Answer.none(Verdict.FORBIDDEN, "no secret is kept to sign with"));
    }

    private Optional<Answer> forbidden(URI url) {
        try {
            return hosts.objection(url).map(why -> Answer.none(Verdict.FORBIDDEN, why));
        } catch (UnknownHostException unknown) {
            return Optional.of(Answer.none(Verdict.UNREACHABLE, "the host has no address"));
        }
    }

    /** Empty where there is nothing to sign with. */
    private Optional<Answer> sent(EndpointId endpoint, URI url, Message message) {
        var seconds = Long.toString(clock.instant().getEpochSecond());
        var prefix = message.dialect().prefix(seconds).getBytes(StandardCharsets.UTF_8);
        var signed = new byte[prefix.length + message.body().length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(message.body(), 0, signed, prefix.length, message.body().length);
        return secrets.signature(endpoint.toString(), signed)
                .map(digest -> message.dialect().headers(message.id(), seconds, digest))
                .map(headers -> sent(request(url, headers, message.body())));
    }

    private HttpRequest request(URI url, Map<String, String> headers, byte[] body) {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .header("User-Agent", "Almanac")
                        .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    /** The status decides, so a body that never ends is not waited for. */
    private Answer sent(HttpRequest request) {
        return exchanged(
                request,
                BodyHandlers.ofInputStream(),
                response -> {
                    response.body().close();
                    return Answer.of(response.statusCode(), retryAfter(response));
                });
    }

    /**
     * Asks for a token back.
     *
     * @return {@link Verdict#TAKEN} only where it came with 200, and nothing else with it
     */
    Answer ask(URI url, String token) {
        var asking =
                URI.create(
                        url + (url.getRawQuery() == null ? "?" : "&") + "validationToken=" + token);
        var headers = Map.of("Content-Type", "text/plain; charset=utf-8");
        return forbidden(url)
                .orElseGet(() ->
                        exchanged(
                                request(asking, headers, new byte[0]),
                                Beginning.of(LONGEST_TOKEN),
                                response -> echoed(response, token)));
    }

    private static Answer echoed(HttpResponse<String> response, String token) {
        var status = response.statusCode();
        if (status != 200) {
            return Answer.none(Verdict.REFUSES, "answered " + status + " and not 200");
        }
        return response.body().strip().equals(token)
                ? Answer.of(status, Optional.empty())
                : Answer.none(Verdict.REFUSES, "answered something else than the validationToken");
    }

    private interface Reading<T> {
        Answer of(HttpResponse<T> response) throws IOException;
    }

    private <T> Answer exchanged(HttpRequest request, BodyHandler<T> handler, Reading<T> reading) {
        var pending = client.sendAsync(request, handler);
        try {
            return reading.of(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
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
