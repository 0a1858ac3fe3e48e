package almanac.simulated;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends notices over HTTP, each once and unordered, as real providers do; a lost one is lost. */
public final class NoticesOverHttp implements Notice.Sender, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a call back's answer
    public void send(Notice notice) {
        var request =
                HttpRequest.newBuilder(notice.address())
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(notice.body()));
        notice.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
