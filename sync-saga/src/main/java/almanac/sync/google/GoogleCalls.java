package almanac.sync.google;

import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.Account;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Talks to the API: each call is one attempt, and one more with a renewed token after a 401. The
 * client library retries nothing and follows no redirect, so a token goes to the API's host only.
 * (The JDK sends a GET or DELETE again when a kept connection breaks before the answer; neither
 * does anything twice. It never sends a body again.)
 */
final class GoogleCalls {

    /** Builds a request; a request can be sent once. */
    @FunctionalInterface
    interface Call<T> {
        AbstractGoogleClientRequest<T> on(Calendar api) throws IOException;
    }

    private final Calendar api;

    GoogleCalls(OAuthClient client) {
        var millis = Math.toIntExact(client.timeout().toMillis());
        this.api =
                new Calendar.Builder(
                                new NetHttpTransport(),
                                GsonFactory.getDefaultInstance(),
                                request -> {
                                    request.setConnectTimeout(millis);
                                    request.setReadTimeout(millis);
                                    request.setFollowRedirects(false);
                                })
                        .setRootUrl(client.api().toString())
                        .setApplicationName("Almanac")
                        .build();
    }

    <T> T run(Account account, Asked asked, Call<T> call) {
        var credential = account.credential();
        try {
            return once(credential, call);
        } catch (HttpResponseException refused) {
            if (refused.getStatusCode() != 401) {
                throw failed(asked, refused);
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw unreachable(broken);
        }
        try {
            return once(account.renewed(credential), call);
        } catch (HttpResponseException refused) {
            throw failed(asked, refused);
        } catch (IOException | IllegalArgumentException broken) {
            throw unreachable(broken);
        }
    }

    private <T> T once(Credential credential, Call<T> call) throws IOException {
        var request = call.on(api);
        request.getRequestHeaders().setAuthorization("Bearer " + token(credential));
        return request.execute();
    }

    private static String token(Credential credential) {
        return switch (credential) {
            case Credential.Bearer(var token) -> token;
            case Credential.Basic basic ->
                    throw new ProviderFailed(
                            new ProviderFailure.Reauthorize("Google takes no passwords"));
        };
    }

    /** Whatever broke, nobody knows whether it was done. */
    private static ProviderFailed unreachable(Exception broken) {
        return new ProviderFailed(
                new ProviderFailure.Unreachable(
                        "no whole answer from Google: " + broken.getClass().getSimpleName()));
    }

    private static ProviderFailed failed(Asked asked, HttpResponseException refused) {
        return new ProviderFailed(
                GoogleFailures.of(
                        asked,
                        refused.getStatusCode(),
                        reason(refused),
                        message(refused),
                        retryAfter(refused)));
    }

    private static String reason(HttpResponseException refused) {
        return refused instanceof GoogleJsonResponseException json
                ? Optional.ofNullable(json.getDetails()).map(GoogleCalls::reason).orElse("")
                : "";
    }

    private static String message(HttpResponseException refused) {
        return refused instanceof GoogleJsonResponseException json
                ? Optional.ofNullable(json.getDetails())
                        .flatMap(details -> Optional.ofNullable(details.getMessage()))
                        .orElse("")
                : "";
    }

    private static String reason(GoogleJsonError error) {
        var errors = Optional.ofNullable(error.getErrors()).orElse(List.of());
        var legacy =
                errors.stream()
                        .flatMap(each -> Optional.ofNullable(each.getReason()).stream())
                        .findFirst();
        return legacy.or(() ->
                        Optional.ofNullable(error.get("status"))
                                .filter(String.class::isInstance)
                                .map(String.class::cast))
                .orElse("");
    }

    /** RFC 9110 10.2.3 in seconds; Google sends no dates. */
    private static Optional<Duration> retryAfter(HttpResponseException refused) {
        return Optional.ofNullable(refused.getHeaders().getRetryAfter())
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
