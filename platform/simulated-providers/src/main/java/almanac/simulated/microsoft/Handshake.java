package almanac.simulated.microsoft;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** How Microsoft finds out that a webhook is there before it subscribes it. */
@FunctionalInterface
public interface Handshake {

    /** Posts to the address and answers the plain text that came with 200; empty for all else. */
    Optional<String> echo(URI address);

    /** Over HTTP, within the ten seconds that Microsoft allows. */
    static Handshake overHttp() {
        return address -> {
            var patience = Duration.ofSeconds(10);
            var ask =
                    HttpRequest.newBuilder(address)
                            .timeout(patience)
                            .header("Content-Type", "text/plain; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            try (var http = HttpClient.newBuilder().connectTimeout(patience).build()) {
                var answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
                var plain =
                        answer.headers()
                                .firstValue("Content-Type")
                                .filter(type -> type.startsWith("text/plain"));
                return answer.statusCode() == 200 && plain.isPresent()
                        ? Optional.of(answer.body())
                        : Optional.empty();
            } catch (IOException nobody) {
                return Optional.empty();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        };
    }
}
