package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.calendar.CalendarId;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.Scope;
import almanac.sync.google.GooglePlace;
import almanac.sync.microsoft.MicrosoftPlace;
import almanac.sync.provider.Connector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The process that is killed: the sync side on a store on disk, and a provider of another process.
 * It does what each line of its input asks for and answers with a line, both of them arrays of
 * texts.
 */
final class SyncProcess {

    static final String ADD = "add";
    static final String BEGIN = "begin";
    static final String CALENDAR = "calendar";
    static final String COMPLETE = "complete";
    static final String CONTENTS = "contents";
    static final String DELETE = "delete";
    static final String FACTS = "facts";
    static final String LEFT = "left";
    static final String MAP = "map";
    static final String RETITLE = "retitle";
    static final String SETTLE = "settle";
    static final String TOLD = "told";

    private static final JsonMapper JSON = new JsonMapper();

    private final SyncWorld world;
    private final ProviderKind kind;

    private SyncProcess(SyncWorld world, ProviderKind kind) {
        this.world = world;
        this.kind = kind;
    }

    /**
     * @param args the store's file, the provider, its address, and what time it is
     */
    public static void main(String[] args) throws IOException {
        var store = EmbeddedMongo.open(Path.of(args[0]));
        var kind = ProviderKind.valueOf(args[1]);
        var clock = new TickingClock(Instant.parse(args[3]));
        var database = MongoClients.create(store.settings().build()).getDatabase("killed");
        var connector = connector(kind, URI.create(args[2]), clock);
        new SyncProcess(SyncWorld.on(database, clock, List.of(connector)), kind).serve();
        System.exit(0);
    }

    private static Connector connector(ProviderKind kind, URI root, Clock clock) {
        return switch (kind) {
            case GOOGLE -> GooglePlace.connector(root, clock);
            case MICROSOFT -> MicrosoftPlace.connector(root, clock);
            case ICLOUD -> throw new IllegalArgumentException("no simulator of " + kind);
        };
    }

    private void serve() throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        var out = new FileOutputStream(FileDescriptor.out);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var answer =
                    JSON.writeValueAsString(answer(List.of(JSON.readValue(line, String[].class))));
            out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> answer(List<String> asked) {
        return switch (asked.getFirst()) {
            case BEGIN -> begin();
            case COMPLETE -> List.of(number(complete(asked.get(1), asked.get(2)).value()));
            case CALENDAR -> List.of(number(world.calendar(asked.get(1)).value()));
            case MAP -> {
                world.map(
                        new ConnectionId(Long.parseLong(asked.get(1))),
                        asked.get(2),
                        calendar(asked.get(3)));
                yield List.of();
            }
            case ADD -> {
                var content = Contents.single(asked.get(2), asked.get(2));
                yield List.of(number(world.add(calendar(asked.get(1)), content).value()));
            }
            case RETITLE -> retitle(entry(asked.get(1)), asked.get(2));
            case DELETE -> delete(entry(asked.get(1)));
            case SETTLE -> {
                world.settleAfter(Duration.parse(asked.get(1)));
                yield List.of();
            }
            case TOLD -> {
                world.side().synchronization().changed(kind, asked.get(1), asked.get(2));
                yield List.of();
            }
            case CONTENTS -> contents(calendar(asked.get(1)));
            case FACTS -> world.facts(EntryFact.class).stream().map(EntryFact::toString).toList();
            case LEFT -> left();
            default -> throw new IllegalArgumentException(asked.toString());
        };
    }

    private static String number(long value) {
        return Long.toString(value);
    }

    private static CalendarId calendar(String number) {
        return new CalendarId(Long.parseLong(number));
    }

    private static EntryId entry(String number) {
        return new EntryId(Long.parseLong(number));
    }

    private List<String> begin() {
        var started =
                world.side()
                        .authorizations()
                        .begin(
                                SyncWorld.ADA,
                                kind,
                                Purpose.CHRONAPILOT,
                                URI.create("https://client.test/back"),
                                List.of());
        return List.of(started.url().toString());
    }

    private ConnectionId complete(String state, String code) {
        return world.connected(
                world.side()
                        .authorizations()
                        .complete(
                                kind,
                                Optional.of(state),
                                OptionalLong.empty(),
                                Optional.of(code),
                                Optional.empty()));
    }

    private List<String> retitle(EntryId entry, String title) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(new Change.Title(title)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        return List.of();
    }

    private List<String> delete(EntryId entry) {
        world.send(
                new EntryCommand.DeleteEntry(
                        entry, Optional.empty(), Scope.ALL, OptionalLong.empty()));
        return List.of();
    }

    private List<String> contents(CalendarId calendar) {
        return Sameness.of(
                world.entries(calendar).values().stream()
                        .flatMap(live -> EntryPart.of(live).stream())
                        .map(EntryPart::content)
                        .toList());
    }

    /** What nobody should leave behind: conflicts, and edits that were not pushed. */
    private List<String> left() {
        var left = new ArrayList<String>();
        world.conflicts().forEach(each -> left.add(each.toString()));
        var unsent = world.count("sync_outbox", new Document());
        if (unsent > 0) {
            left.add(unsent + " not pushed");
        }
        return left;
    }

    /** Such a process, from outside. */
    static final class Running implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;

        private Running(Process process) {
            this.process = process;
            this.answers = process.inputReader(StandardCharsets.UTF_8);
        }

        static Running start(Path file, ProviderKind kind, URI root, Instant now) {
            try {
                return new Running(command(file, kind, root, now).start());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static ProcessBuilder command(Path file, ProviderKind kind, URI root, Instant now) {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-Xmx256m",
                            // memory used again is cheaper than memory never touched
                            "-Xmn16m",
                            "-Dlogback.configurationFile=" + Running.class.getResource("quiet.xml"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SyncProcess.class.getName(),
                            file.toString(),
                            kind.name(),
                            root.toString(),
                            now.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
        }

        /**
         * @throws Died where it was killed before it answered
         */
        List<String> ask(String... request) {
            try {
                var line = JSON.writeValueAsString(request) + "\n";
                process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                var answer = answers.readLine();
                if (answer != null) {
                    return List.of(JSON.readValue(answer, String[].class));
                }
            } catch (IOException broken) {
                throw new Died(Arrays.toString(request), broken);
            }
            throw new Died(Arrays.toString(request), null);
        }

        /** kill -9. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }

    /** There is no process any more. */
    static final class Died extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Died(String asked, @Nullable Throwable cause) {
            super(asked, cause);
        }
    }
}
