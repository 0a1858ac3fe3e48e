package almanac.app.api.chronapilot;

import almanac.app.testing.Person;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends an address as it is typed: Java's own client refuses brackets. */
final class RawRequest {

    private RawRequest() {}

    /** The whole answer with its status line and headers. */
    static String get(String server, String path, Person person) {
        var uri = URI.create(server);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Bearer "
                            + person.user().token()
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
