package almanac.sync.caldav;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real CalDAV server, a process of its own with a folder of its own. */
final class Radicale implements AutoCloseable {

    static final String PASSWORD = "abcd-efgh-ijkl-mnop";

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Path folder;
    private final Process process;
    private final URI root;

    private Radicale(Path folder, Process process, URI root) {
        this.folder = folder;
        this.process = process;
        this.root = root;
    }

    /** Where the program is; empty where it is not installed. */
    static Optional<Path> program() {
        return Optional.of(Path.of("/usr/bin/radicale")).filter(Files::isExecutable);
    }

    static Radicale start(Path program) {
        try {
            var folder = Files.createTempDirectory("almanac-radicale");
            var port = freePort();
            Files.writeString(
                    folder.resolve("users"), "ana:" + PASSWORD + "\nben:" + PASSWORD + "\n");
            Files.writeString(
                    folder.resolve("config"),
                    """
                    [server]
                    hosts = 127.0.0.1:%d
                    [auth]
                    type = htpasswd
                    htpasswd_filename = %s
                    htpasswd_encryption = plain
                    delay = 0
                    [storage]
                    filesystem_folder = %s
                    [logging]
                    level = warning
                    """
                            .formatted(port, folder.resolve("users"), folder.resolve("data")));
            var process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--config",
                                    folder.resolve("config").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            var server =
                    new Radicale(folder, process, URI.create("http://127.0.0.1:" + port + "/"));
            server.awaitStart();
            return server;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try {
                send("OPTIONS", "/", "", Map.of());
                return;
            } catch (java.io.UncheckedIOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    var log = Files.readString(folder.resolve("log"));
                    close();
                    throw new IllegalStateException("Radicale does not start: " + log, notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    URI root() {
        return root;
    }

    /** Sends as ana, past everything that is under test. */
    HttpResponse<String> send(
            String method, String path, String body, Map<String, String> headers) {
        var pair =
                Base64.getEncoder()
                        .encodeToString(("ana:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Authorization", "Basic " + pair)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        // it speaks HTTP/1.0, and the JDK would take connections twice
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    request.version(HttpClient.Version.HTTP_1_1).build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void makeCalendar(String path, String name, String component) {
        var body =
                """
                <?xml version="1.0"?>
                <C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"
                  xmlns:A="http://apple.com/ns/ical/"><D:set><D:prop>
                  <D:displayname>%s</D:displayname><A:calendar-color>#FF2968FF</A:calendar-color>
                  <C:supported-calendar-component-set><C:comp name="%s"/>
                  </C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>
                """
                        .formatted(name, component);
        var answer = send("MKCALENDAR", path, body, Map.of());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("MKCALENDAR: " + answer.statusCode());
        }
    }

    /** Radicale keeps what it knows of its tokens beside its cache. */
    void forgetTokens(String calendar) {
        var tokens =
                folder.resolve("data/collection-root" + calendar + ".Radicale.cache/sync-token");
        if (!Files.isDirectory(tokens)) {
            throw new IllegalStateException("no tokens at " + tokens);
        }
        delete(tokens);
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }
}
