package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.connection.Authorizations;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.simulated.Forms;
import almanac.simulated.Simulator;
import almanac.sync.provider.ScenarioPlace;
import almanac.user.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A provider that lives, and one process after the other that syncs with it and is killed. */
final class KilledWorld implements AutoCloseable {

    /** Makes a provider whose requests all go by somebody. */
    interface Places extends BiFunction<Clock, UnaryOperator<Simulator>, ScenarioPlace> {}

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private final TickingClock clock = SyncWorld.clock();
    private final Path file;
    private final ScenarioPlace place;
    private final OtherClient person;
    private KillPoint killPoint = new KillPoint(request -> Simulator.Response.page(503, ""));
    private SyncProcess.Running process;
    private final String calendar;
    private int deaths;

    KilledWorld(Path folder, Places places) {
        file = folder.resolve("almanac.mv");
        place =
                places.apply(
                        clock,
                        provider -> {
                            killPoint = new KillPoint(provider);
                            return killPoint;
                        });
        person = new OtherClient(place, clock);
        process = start();
        calendar = ask(SyncProcess.CALENDAR, "Work").getFirst();
        var connection = connect();
        ask(SyncProcess.MAP, connection, place.work(), calendar);
        settle();
    }

    private SyncProcess.Running start() {
        return SyncProcess.Running.start(file, place.kind(), place.root(), clock.instant());
    }

    private List<String> ask(String... request) {
        return process.ask(request);
    }

    private String connect() {
        if (place.connect(new Consents(), SyncWorld.ADA)
                instanceof Authorizations.Connected(var connection, var pending)) {
            return Long.toString(connection.value());
        }
        throw new AssertionError("nobody consented");
    }

    /** The consents of the process. */
    private final class Consents implements Authorizations {

        @Override
        public Started begin(
                UserId user,
                ProviderKind provider,
                Purpose purpose,
                URI target,
                List<String> scopes) {
            var url = URI.create(ask(SyncProcess.BEGIN).getFirst());
            var state = Forms.read(url.getRawQuery()).getOrDefault("state", "");
            return new Started(url, state, new ConnectionId(1), clock.instant());
        }

        @Override
        public Outcome complete(
                ProviderKind provider,
                Optional<String> state,
                OptionalLong user,
                Optional<String> code,
                Optional<String> error) {
            var connection =
                    ask(SyncProcess.COMPLETE, state.orElseThrow(), code.orElseThrow()).getFirst();
            return new Connected(
                    new ConnectionId(Long.parseLong(connection)),
                    new Pending(
                            SyncWorld.ADA,
                            Purpose.CHRONAPILOT,
                            URI.create("https://client.test/back"),
                            state.orElseThrow()));
        }

        @Override
        public Outcome completeWithPassword(String state, String username, String password) {
            throw new UnsupportedOperationException("nobody has a password here");
        }

        @Override
        public boolean awaitsPassword(String state) {
            return false;
        }

        @Override
        public Optional<ProviderKind> awaited(String state) {
            return Optional.empty();
        }
    }

    /** Who edits at the provider. */
    OtherClient person() {
        return person;
    }

    /** What the process asked of the provider, and what came of it. */
    KillPoint killPoint() {
        return killPoint;
    }

    String add(String title) {
        return ask(SyncProcess.ADD, calendar, title).getFirst();
    }

    void retitle(String entry, String title) {
        ask(SyncProcess.RETITLE, entry, title);
    }

    void delete(String entry) {
        ask(SyncProcess.DELETE, entry);
    }

    /** Everything that is due at the end of some time is done, and what the provider told of. */
    void settle() {
        place.told().forEach(each -> ask(SyncProcess.TOLD, each.channel(), each.secret()));
        clock.pass(A_ROUND);
        ask(SyncProcess.SETTLE, A_ROUND.toString());
    }

    /** From now on requests are counted; nobody dies. */
    void watch() {
        killPoint.watch();
    }

    /** From now on requests are counted, and one of them is the last. */
    void killAt(int request, boolean after) {
        killPoint.plan(request, after, process::kill);
    }

    /** Settles; where the process dies of it, the next one does. */
    void settleWhoeverLives() {
        try {
            settle();
        } catch (SyncProcess.Died killed) {
            deaths++;
            process = start();
            settle();
        }
    }

    /** How many processes were killed so far. */
    int deaths() {
        return deaths;
    }

    /** What is on the calendar here, as {@link Sameness} has it. */
    List<String> contents() {
        return ask(SyncProcess.CONTENTS, calendar);
    }

    /** All facts about entries. */
    List<String> facts() {
        return ask(SyncProcess.FACTS);
    }

    /** Conflicts, and what was not pushed. */
    List<String> left() {
        return ask(SyncProcess.LEFT);
    }

    @Override
    public void close() {
        process.close();
        place.close();
    }
}
