package almanac.app.sync;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.MappingId;
import almanac.connection.Synchronization.Mode;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.RandomContents;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One random walk: people on all sides, faults, crashes, time; then nobody does anything any more,
 * and what must hold is checked. The seed tells all of it.
 */
final class Simulation implements AutoCloseable {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final int STEPS = 30;
    private static final int ROUNDS = 60;
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Brussels"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("Asia/Tokyo"));
    private static final List<Change> NOT_HELD =
            List.of(
                    new Change.Notes(Optional.empty()),
                    new Change.Tags(List.of()),
                    new Change.Extras(List.of()));

    /** A calendar here, and one at a provider that is to be the same. */
    private record Pair(CalendarId here, Account account, String there) {}

    /** An account at a provider, and who works with it. */
    private record Account(
            FakeProvider provider,
            FakeAuthorizer authorizer,
            String email,
            RandomFaults faults,
            RemotePerson person) {}

    private final long seed;
    private final SplittableRandom random;
    private final SyncWorld world;
    private final UnaryOperator<ImportedEntry> holds;
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private final List<Account> accounts = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Pair, ConflictPolicy> policies = new HashMap<>();
    private final Map<Pair, MappingId> tied = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private final Given given = new Given();
    private final Doubles doubles = new Doubles(this::isUntied, this::isUnheardOf);
    private final LocalPerson here;
    private final Collection<String> warnings;

    /**
     * @param warnings what the engine did not expect lands here
     */
    Simulation(long seed, Collection<String> warnings) {
        this.seed = seed;
        this.warnings = warnings;
        this.random = new SplittableRandom(seed);
        this.world = new SyncWorld(seed);
        var contents = new RandomContents(random.split(), ZONES);
        this.holds = random.nextInt(4) == 0 ? Simulation::poorer : UnaryOperator.identity();
        var loop = random.nextInt(4) == 0;
        var both = loop || random.nextInt(4) == 0;
        var first = account(world.provider, world.authorizer, List.of("work", "home"), contents);
        var calendars = List.of(world.calendar("Work"), world.calendar("Home"));
        this.here = new LocalPerson(world, calendars, random.split(), contents, doubles);
        world.connect(first.email());
        pairs.add(new Pair(calendars.get(0), first, "work"));
        pairs.add(new Pair(calendars.get(1), first, "home"));
        if (both) {
            var second = account(world.other, world.otherAuthorizer, List.of("office"), contents);
            world.connectOther(second.email());
            pairs.add(new Pair(calendars.get(0), second, "office"));
        }
    }

    private static ImportedEntry poorer(ImportedEntry content) {
        return new ImportedEntry(
                content.uid(),
                poorer(content.details()),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides().stream()
                        .map(own ->
                                new ImportedOverride(
                                        own.originalStart(), poorer(own.details()), own.span()))
                        .toList());
    }

    private static Details poorer(Details details) {
        return details.withAll(NOT_HELD);
    }

    private Account account(
            FakeProvider provider,
            FakeAuthorizer authorizer,
            List<String> calendars,
            RandomContents contents) {
        var person =
                new RemotePerson(provider, calendars, random.split(), contents, holds, doubles);
        var faults = new RandomFaults(random.split(), world.crashes(), provider, this::bystander);
        var chance = random.split();
        var pages = 1 + random.nextInt(4);
        var vague = random.nextInt(3) == 0;
        provider.holding(holds)
                .paging(() -> chance.nextInt(pages + 1))
                .vague(() -> vague && chance.nextBoolean())
                .failing(faults);
        calendars.forEach(calendar -> provider.open(calendar, Rights.OWNER));
        var account =
                new Account(
                        provider, authorizer, "ada@" + provider.kind() + ".test", faults, person);
        accounts.add(account);
        return account;
    }

    /** Somebody is there while we talk to a provider. */
    private void bystander() {
        told("meanwhile", random.nextBoolean() ? "here " + local() : remote());
    }

    private void told(String who, String what) {
        story.add(world.clock.instant() + " " + who + " " + what);
    }

    private String local() {
        var what = new StringBuilder();
        given.acting(this::ours, () -> what.append(here.act()));
        return what.toString();
    }

    /**
     * Ours, without what the provider does not hold: who deletes there deletes that too, and never
     * saw it.
     */
    private Map<String, List<ImportedEntry>> ours() {
        var all = here.everything();
        all.replaceAll((entry, parts) -> parts.stream().map(holds).toList());
        return all;
    }

    private String remote() {
        var account = accounts.get(random.nextInt(accounts.size()));
        var what = new StringBuilder();
        given.acting(account.person()::everything, () -> what.append(account.person().act()));
        return account.provider().kind() + " " + what;
    }

    /** Everything up to the end of the quiet. */
    void run() {
        begin();
        for (var step = 0; step < STEPS; step++) {
            try {
                step();
            } catch (Crash crash) {
                told("crash", String.valueOf(crash.getMessage()));
                world.restart();
            }
        }
        quiet();
    }

    private void begin() {
        for (var i = random.nextInt(5); i > 0; i--) {
            told("at first", local());
            told("at first", remote());
        }
        for (var pair : pairs) {
            tie(pair);
        }
    }

    private void tie(Pair pair) {
        var policy =
                policies.computeIfAbsent(pair, any -> ConflictPolicy.values()[random.nextInt(3)]);
        tied.put(
                pair,
                world.map(connection(pair.account()), pair.there(), pair.here(), true, policy));
        told("maps", pair.there() + " to " + pair.here() + ", " + policy);
    }

    private void tieOrUntie() {
        var pair = pairs.get(random.nextInt(pairs.size()));
        if (!tied.containsKey(pair)) {
            tie(pair);
            return;
        }
        var account = pair.account();
        var connection = world.connection(account.provider().kind());
        if (random.nextInt(3) == 0) {
            world.send(new ConnectionCommand.Disconnect(connection));
            tied.keySet().removeIf(each -> each.account().equals(account));
            told("disconnects", account.email());
        } else {
            world.send(
                    new ConnectionCommand.EndMapping(connection, tied.remove(pair), "deselected"));
            told("deselects", pair.there());
        }
    }

    private boolean isUntied() {
        return tied.size() < pairs.size();
    }

    private boolean isUnheardOf(RemoteObject object, String to) {
        return tied.keySet().stream().noneMatch(pair -> pair.there().equals(to))
                && object.operation()
                        .filter(mark ->
                                world.count(
                                                "sync_links",
                                                and(eq("operation", mark), eq("state", "CREATING")))
                                        > 0)
                        .isPresent();
    }

    private ConnectionId connection(Account account) {
        return account.provider() == world.provider
                ? world.connect(account.email())
                : world.connectOther(account.email());
    }

    private void step() {
        switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> told("here", local());
            case 6, 7, 8, 9, 10, 11 -> told("there", remote());
            case 12, 13, 14, 15 -> passing(Duration.ofSeconds(random.nextInt(120)));
            case 16, 17 -> passing(Duration.ofMinutes(random.nextInt(90)));
            case 18 -> passing(Duration.ofHours(random.nextInt(1, 24 * 9)));
            case 19, 20 -> webhooks();
            case 21, 22 -> {
                var at = random.nextInt(60);
                world.crashes().plan(at, random.nextBoolean());
                told("will crash", "after " + at + " calls");
            }
            case 23, 24 -> {
                var often = random.nextInt(3) == 0 ? 0 : random.nextInt(30);
                accounts.forEach(account -> account.faults().often(often));
                told("faults", often + " %");
            }
            case 25 -> grant();
            case 26 -> {
                accounts.forEach(account -> account.provider().forgetCursors());
                told("cursors", "are void");
            }
            case 27, 28 -> tieOrUntie();
            default -> given.acting(this::ours, () -> told("here", here.settle()));
        }
    }

    private void passing(Duration time) {
        told("time", "passes: " + time);
        world.settleAfter(time);
    }

    private void webhooks() {
        var all = new ArrayList<>(world.webhooks());
        world.webhooks().clear();
        switch (random.nextInt(5)) {
            case 0 -> told("webhooks", "are lost: " + all.size());
            case 1 -> {
                all.addAll(List.copyOf(all));
                world.webhooks().addAll(all);
                told("webhooks", "come twice");
            }
            case 2 -> {
                Collections.shuffle(all, new Random(random.nextLong()));
                world.webhooks().addAll(all);
                told("webhooks", "come in any order");
            }
            case 3 -> {
                late.addAll(all);
                told("webhooks", "are late: " + all.size());
            }
            default -> {
                world.webhooks().addAll(late);
                world.webhooks().addAll(all);
                late.clear();
                told("webhooks", "come at last");
            }
        }
    }

    private void grant() {
        var account = accounts.get(random.nextInt(accounts.size()));
        if (random.nextBoolean()) {
            account.authorizer().revokeAll(account.email());
            told("grant", "of " + account.email() + " is revoked");
        } else {
            connection(account);
            told("grant", "of " + account.email() + " is given again");
        }
    }

    /** Nobody does anything any more, everything works, and time passes until all is done. */
    private void quiet() {
        told("quiet", "");
        world.crashes().plan(CrashPoints.NEVER, false);
        accounts.forEach(account -> account.faults().often(0));
        pairs.stream().filter(pair -> !tied.containsKey(pair)).forEach(this::tie);
        world.settle();
        var still = 0;
        for (var round = 0; still < 2; round++) {
            assertThat(round).as(() -> why("it never comes to rest")).isLessThan(ROUNDS);
            reconnect();
            retryParked();
            var before = trail();
            world.settleAfter(A_ROUND);
            still = before.equals(trail()) && waiting() == 0 ? still + 1 : 0;
        }
        check();
    }

    private void reconnect() {
        for (var account : accounts) {
            if (world.waitsForItsUser(account.provider().kind())) {
                told("reconnects", account.email());
                connection(account);
            }
        }
    }

    /** A person looks at what was refused and lets it try again. */
    private void retryParked() {
        for (var letter : world.side().deadLetters().edits(100)) {
            told("retries", letter.toString());
            world.side().deadLetters().retry(letter.mapping(), letter.entry());
        }
    }

    private long waiting() {
        return world.count("sync_outbox", Filters.empty())
                + world.count("sync_links", in("state", "CREATING", "LEAVING"));
    }

    /** Grows with everything that is written on any side. */
    private List<Long> trail() {
        var trail = new ArrayList<Long>();
        trail.add((long) world.facts(Object.class).size());
        accounts.forEach(account -> trail.add(account.provider().writes()));
        return trail;
    }

    private void check() {
        for (var pair : pairs) {
            var ours =
                    world.entries(pair.here()).values().stream()
                            .flatMap(live -> EntryPart.of(live).stream())
                            .map(EntryPart::content)
                            .map(holds)
                            .toList();
            var theirs =
                    pair.account().provider().objects(pair.there()).stream()
                            .map(RemoteObject::content)
                            .toList();
            assertThat(Sameness.of(theirs))
                    .as(() -> why("both sides equal: " + pair.there()))
                    .isEqualTo(Sameness.of(ours));
        }
        unique();
        assertThat(
                        given.lost(
                                ours().values().stream().flatMap(List::stream).toList(),
                                world.conflicts()))
                .as(() -> why("edits that are lost without a word"))
                .isEmpty();
        furtherRound();
        assertThat(warnings).as(() -> why("what the engine did not expect")).isEmpty();
    }

    /**
     * No two entries say the same at the same time: nobody does that but a sync that repeats, or a
     * person who moves one beside the other. Where one was moved away while another hand split it,
     * both stand, and the conflict says so.
     */
    private void unique() {
        var seen = new HashMap<String, EntryId>();
        for (var calendar : pairs.stream().map(Pair::here).distinct().toList()) {
            world.entries(calendar)
                    .forEach((id, live) -> {
                        for (var part : EntryPart.of(live)) {
                            var what = Doubles.look(part.content());
                            var twin = seen.putIfAbsent(what, id);
                            assertThat(
                                            twin == null
                                                    || twin.equals(id)
                                                    || doubles.areWanted(part.content())
                                                    || disputed(twin)
                                                    || disputed(id))
                                    .as(() -> why("twice: " + what))
                                    .isTrue();
                        }
                    });
        }
    }

    private boolean disputed(EntryId entry) {
        return world.conflicts().stream()
                .filter(conflict -> conflict.entry().equals(entry))
                .flatMap(conflict -> conflict.fields().stream())
                .anyMatch(each -> each.field().equals(Disagreement.EXISTENCE));
    }

    /** Everything is read once more, from the beginning; nothing is written. */
    private void furtherRound() {
        var before = trail();
        for (var account : accounts) {
            var connection = world.connection(account.provider().kind());
            world.side()
                    .synchronization()
                    .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        }
        world.settleAfter(A_ROUND);
        assertThat(trail()).as(() -> why("a further round writes nothing")).isEqualTo(before);
    }

    private String why(String what) {
        return what
                + "\n-Dsync.seed="
                + seed
                + " runs this one alone\n"
                + String.join("\n", story)
                + "\n"
                + String.join("\n", warnings)
                + "\n"
                + String.join("\n", world.memory());
    }

    /** How many values people gave. */
    int edits() {
        return given.count();
    }

    @Override
    public void close() {
        world.close();
    }
}
