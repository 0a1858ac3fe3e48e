package almanac.sync.microsoft;

import static java.util.concurrent.TimeUnit.SECONDS;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.ApiException;
import com.microsoft.kiota.RequestHeaders;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.RedirectHandlerOption;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import com.microsoft.kiota.store.BackedModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Requests to Graph: each is sent once, within the timeout, to the configured host alone. The SDK's
 * own retries are off, since they send a POST twice and sleep; so are redirects and the HTTP
 * client's silent second attempts.
 */
final class MicrosoftCalls {

    /** Ids that stay when an item moves, times in UTC, plain text, on every request. */
    private static final String PREFER =
            "IdType=\"ImmutableId\", outlook.timezone=\"UTC\", outlook.body-content-type=\"text\"";

    private static final int IDLE_CONNECTIONS = 5;

    /**
     * Servers close what rests for half a minute or more without a word, and the request that finds
     * out counts as a failure, since nothing is sent twice unasked.
     */
    private static final int REST_SECONDS = 20;

    /** One request; the SDK answers null where the answer has no content. */
    @FunctionalInterface
    interface Request<T> {
        @Nullable T send(GraphServiceClient graph);
    }

    private final URI api;
    private final OkHttpClient http;
    private final MicrosoftFailures failures;

    MicrosoftCalls(OAuthClient client, Clock clock) {
        this.api = client.api();
        this.failures = new MicrosoftFailures(clock);
        this.http =
                GraphClientFactory.create(
                                new RequestOption[] {
                                    new RetryHandlerOption(null, 0, 0),
                                    new RedirectHandlerOption(0, response -> false)
                                })
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, REST_SECONDS, SECONDS))
                        .callTimeout(client.timeout())
                        .connectTimeout(client.timeout())
                        .readTimeout(client.timeout())
                        .writeTimeout(client.timeout())
                        .build();
    }

    static void prefer(RequestHeaders headers) {
        headers.add("Prefer", PREFER);
    }

    /** HTML bodies instead of plain text. */
    static void preferHtml(RequestHeaders headers) {
        headers.add("Prefer", PREFER.replace("\"text\"", "\"html\""));
    }

    static void preferPages(RequestHeaders headers, int size) {
        headers.add("Prefer", PREFER + ", odata.maxpagesize=" + size);
    }

    /**
     * A body that is sent whole, also a second time: the SDK takes what it has written once for
     * what the server knows.
     */
    static <T extends BackedModel> T whole(T body) {
        body.getBackingStore().setIsInitializationCompleted(false);
        return body;
    }

    /** Asks; with a renewed credential a second time where the first was refused with 401. */
    <T> T call(Account account, Target target, Request<T> request) {
        var credential = account.credential();
        try {
            return sent(credential, request);
        } catch (ApiException refused) {
            if (refused.getResponseStatusCode() != 401) {
                throw new ProviderFailed(failures.of(refused, target));
            }
        } catch (ProviderFailed known) {
            throw known;
        } catch (RuntimeException broken) {
            throw new ProviderFailed(failures.of(broken, target));
        }
        return again(account.renewed(credential), target, request);
    }

    private <T> T again(Credential credential, Target target, Request<T> request) {
        try {
            return sent(credential, request);
        } catch (ProviderFailed known) {
            throw known;
        } catch (RuntimeException broken) {
            throw new ProviderFailed(failures.of(broken, target));
        }
    }

    private <T> T sent(Credential credential, Request<T> request) {
        return Optional.ofNullable(request.send(graph(credential)))
                .orElseThrow(() ->
                        new ProviderFailed(
                                new ProviderFailure.Unreachable(
                                        "Microsoft's answer has no content")));
    }

    private GraphServiceClient graph(Credential credential) {
        var root = api.toString().replaceAll("/$", "");
        return new GraphServiceClient(new BaseGraphRequestAdapter(bearer(credential), root, http));
    }

    private AuthenticationProvider bearer(Credential credential) {
        if (!(credential instanceof Credential.Bearer(var token))) {
            throw new ProviderFailed(
                    new ProviderFailure.Reauthorize("Microsoft needs a bearer token"));
        }
        return (request, context) -> {
            try {
                requireOurs(
                        Optional.ofNullable(request.getUri()).orElseThrow(MicrosoftCalls::foreign));
            } catch (URISyntaxException broken) {
                throw foreign();
            }
            request.headers.tryAdd("Authorization", "Bearer " + token);
        };
    }

    /**
     * A link that Graph gave, to be followed as it is.
     *
     * @throws ProviderFailed Refused where it leads elsewhere: the token must not go there
     */
    String own(String link) {
        try {
            requireOurs(new URI(link));
            return link;
        } catch (URISyntaxException broken) {
            throw foreign();
        }
    }

    private void requireOurs(URI uri) {
        var same =
                host(uri).equals(host(api))
                        && port(uri) == port(api)
                        && String.valueOf(uri.getScheme()).equalsIgnoreCase(api.getScheme());
        if (!same || uri.getRawUserInfo() != null) {
            throw foreign();
        }
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }

    private static ProviderFailed foreign() {
        return new ProviderFailed(
                new ProviderFailure.Refused("Microsoft gave a link to a foreign host"));
    }
}
