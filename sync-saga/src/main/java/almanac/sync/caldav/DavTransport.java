package almanac.sync.caldav;

import almanac.sync.net.OutboundHosts;
import almanac.sync.provider.Credential.Basic;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and follows redirects, both only to hosts that may see the password: the JDK's
 * client would show a header that we set to whatever host it is redirected to.
 */
final class DavTransport {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client;
    private final CalDavSettings settings;
    private final OutboundHosts hosts;
    private final Trust trust;

    DavTransport(CalDavSettings settings, OutboundHosts hosts) {
        this.settings = settings;
        this.hosts = hosts;
        this.trust = new Trust(settings.sharedHosts());
        this.client = client(settings);
    }

    private static HttpClient client(CalDavSettings settings) {
        return HttpClient.newBuilder()
                // some servers offer h2c and then fail at it
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * @throws ProviderFailed Unreachable without an answer, Refused where the request leads to a
     *     host that it must not go to; every status is an answer
     */
    DavAnswer send(Basic who, DavRequest request) {
        var current = request;
        for (var step = 0; step <= MOST_REDIRECTS; step++) {
            require(who, current.target());
            var answer = once(who, current);
            var location = answer.header("Location");
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
                return answer;
            }
            var next = Hrefs.resolve(current.target(), location.get());
            if (next.isEmpty()) {
                return answer;
            }
            current = current.at(next.get());
        }
        throw refused("the server redirects in a circle");
    }

    private void require(Basic who, URI target) {
        if (!trust.reaches(who.server(), target)) {
            throw refused("the server leads to " + target.getHost() + ", which is another service");
        }
        try {
            hosts.objection(target)
                    .ifPresent(objection -> {
                        throw refused(target.getHost() + ": " + objection);
                    });
        } catch (UnknownHostException unknown) {
            throw unreachable(target, "has no address");
        }
    }

    private DavAnswer once(Basic who, DavRequest request) {
        var builder =
                HttpRequest.newBuilder(request.target())
                        .timeout(settings.timeout())
                        .header("Authorization", authorization(who))
                        .header("User-Agent", "Almanac")
                        .method(
                                request.method(),
                                request.body()
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                        // an array has a Content-Length: chunks are refused
                                        .map(BodyPublishers::ofByteArray)
                                        .orElseGet(BodyPublishers::noBody));
        request.headers().forEach(builder::header);
        var answer = connected(request, builder.build());
        return new DavAnswer(
                answer.statusCode(), answer.headers(), answer.body(), request.target());
    }

    /**
     * The JDK keeps a connection that an HTTP/1.0 server is about to close, and fails on it. What
     * only reads is then sent once more, as the JDK itself does with GET; what writes gets a
     * connection of its own, since nobody could tell whether it was done.
     */
    private HttpResponse<byte[]> connected(DavRequest request, HttpRequest sent) {
        if (request.writes()) {
            var own = client(settings);
            try {
                return received(own, request, sent);
            } catch (IOException broken) {
                throw brokenOff(request);
            } finally {
                own.shutdownNow();
            }
        }
        try {
            return received(client, request, sent);
        } catch (IOException first) {
            try {
                return received(client, request, sent);
            } catch (IOException again) {
                throw brokenOff(request);
            }
        }
    }

    private static ProviderFailed brokenOff(DavRequest request) {
        return unreachable(request.target(), "could not be talked to");
    }

    private HttpResponse<byte[]> received(HttpClient via, DavRequest request, HttpRequest sent)
            throws IOException {
        var pending = via.sendAsync(sent, info -> new LimitedBody(settings.mostBytes()));
        try {
            // the request's own timeout ends with the headers
            return pending.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            pending.cancel(true);
            throw unreachable(request.target(), "did not answer in time");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LimitedBody.TooLong) {
                throw new AnswerTooLong();
            }
            if (failed.getCause() instanceof HttpTimeoutException) {
                throw unreachable(request.target(), "did not answer in time");
            }
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(request.target(), "was asked no more");
        }
    }

    /** RFC 7617; sent at once, since a challenge would only say the same. */
    private static String authorization(Basic who) {
        var pair = who.username() + ":" + who.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static ProviderFailed unreachable(URI target, String what) {
        return new ProviderFailed(new ProviderFailure.Unreachable(target.getHost() + " " + what));
    }

    private static ProviderFailed refused(String detail) {
        return new ProviderFailed(new ProviderFailure.Refused(detail));
    }

    /** An answer is longer than we read; less has to be asked for. */
    static final class AnswerTooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AnswerTooLong() {
            super("an answer is too long", null, false, false);
        }
    }
}
