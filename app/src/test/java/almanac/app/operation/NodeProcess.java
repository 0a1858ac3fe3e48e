package almanac.app.operation;

import almanac.app.Application;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * The node that is killed: the whole application on a data directory. It says its port, does what
 * each line of its input asks for and answers with a line; where it is held it says so.
 */
final class NodeProcess {

    private static final String WATCH = "watch";
    private static final String PLAN = "plan";
    private static final String MOMENTS = "moments";

    /** Begins what is not a line of the log. */
    private static final String MARK = "node> ";

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private NodeProcess() {}

    /** Puts the hold point before the notes of rebuilds. */
    static final class Beans {

        @Bean
        HoldPoint holdPoint(MongoDatabaseFactory factory) {
            return new HoldPoint(factory.getMongoDatabase(), where -> say("held " + where));
        }

        @Bean
        @Primary
        MongoDatabase watchedDatabase(HoldPoint point) {
            return point.watched();
        }
    }

    /**
     * @param args the data directory
     */
    public static void main(String[] args) throws IOException {
        var context =
                new SpringApplicationBuilder(Application.class)
                        .sources(Beans.class)
                        .run(
                                "--server.port=0",
                                "--almanac.data-dir=" + args[0],
                                "--almanac.visible-within=30s",
                                "--logging.level.root=error");
        var point = context.getBean(HoldPoint.class);
        say(context.getEnvironment().getRequiredProperty("local.server.port"));
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = List.of(line.split(" ", -1));
            switch (words.getFirst()) {
                case WATCH -> {
                    point.watch();
                    say("");
                }
                case PLAN -> {
                    point.plan(Integer.parseInt(words.get(1)), Boolean.parseBoolean(words.get(2)));
                    say("");
                }
                case MOMENTS -> say(String.join(",", point.moments()));
                default -> throw new IllegalArgumentException(line);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void say(String line) {
        try {
            OUT.write((MARK + line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            throw new UncheckedIOException(nobodyListens);
        }
    }

    /** Such a node, from outside. */
    static final class Running implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;
        private final HttpClient client = HttpClient.newHttpClient();
        private final String url;

        private Running(Process process) throws IOException {
            this.process = process;
            this.answers = process.inputReader(StandardCharsets.UTF_8);
            this.url = "http://localhost:" + heard();
        }

        static Running start(Path data) {
            try {
                return new Running(command(data).start());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static ProcessBuilder command(Path data) {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-Xmx512m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NodeProcess.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
        }

        private String ask(String request) {
            try {
                process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                return heard();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private String heard() throws IOException {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(MARK)) {
                    return line.substring(MARK.length());
                }
            }
            throw new IOException("the node is dead");
        }

        /** From now on the notes of rebuilds are counted. */
        void watch() {
            ask(WATCH);
        }

        /** From now on they are counted, and at that one the node is held. */
        void holdAt(int note, boolean after) {
            ask(PLAN + " " + note + " " + after);
        }

        List<String> moments() {
            return List.of(ask(MOMENTS).split(",", -1));
        }

        /** Waits until it is held, and answers where; empty where what it does is over first. */
        Optional<String> awaitHeld(BooleanSupplier over) {
            try {
                while (true) {
                    while (answers.ready()) {
                        var line = answers.readLine();
                        if (line.startsWith(MARK)) {
                            return Optional.of(line.substring(MARK.length()));
                        }
                    }
                    if (over.getAsBoolean()) {
                        return Optional.empty();
                    }
                    pause();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        HttpResponse<String> send(String method, String path, String body, String... headers) {
            var request =
                    HttpRequest.newBuilder(URI.create(url + path))
                            .method(method, BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Lets the node do something; it must live on meanwhile. */
        void pause() {
            try {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the node is dead");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** kill -9. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        @Override
        public void close() {
            kill();
            client.close();
        }
    }
}
