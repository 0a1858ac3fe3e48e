package almanac.sync.microsoft;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Sends a token request once. The library's own way, HttpURLConnection, sends a POST a second time
 * when the answer is lost, which uses up a refresh token twice.
 */
final class TokenRequests implements HTTPRequestSender {

    private final HttpClient http;
    private final Duration timeout;

    TokenRequests(Duration timeout) {
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout)
                        .build();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var ask =
                HttpRequest.newBuilder(request.getURI())
                        .timeout(timeout)
                        .method(
                                request.getMethod().name(),
                                HttpRequest.BodyPublishers.ofString(request.getBody()));
        request.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> ask.header(name, value)));
        try {
            var answer = http.send(ask.build(), HttpResponse.BodyHandlers.ofString());
            var response = new HTTPResponse(answer.statusCode());
            answer.headers()
                    .map()
                    .forEach((name, values) ->
                            response.setHeader(name, values.toArray(String[]::new)));
            response.setBody(answer.body());
            return response;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
