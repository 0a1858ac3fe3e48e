package almanac.app.sync;

import almanac.app.sync.Habits.Habit;
import almanac.calendar.CalendarId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import almanac.sync.reconcile.RandomContents;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One random walk: people on all sides, faults, crashes, time; then nobody does anything any more,
 * and what must hold is checked. The seed tells all of it.
 */
final class Simulation implements AutoCloseable {

    private static final int STEPS = 30;
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Brussels"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("Asia/Tokyo"));

    private final SplittableRandom random;
    private final SyncWorld world;
    private final Story story;
    private final Habits habits;
    private final Ties ties;
    private final Given given = new Given();
    private final Doubles doubles;
    private final People people;
    private final Archivist archivist;
    private final LocalPerson local;
    private final Dates dates;
    private final Post post;

    /**
     * @param wider whether people do more than what all do
     * @param warnings what the engine did not expect lands here
     */
    Simulation(long seed, boolean wider, Collection<String> warnings) {
        this.random = new SplittableRandom(seed);
        this.world = new SyncWorld(seed);
        var life = "-Dsync.seed=" + seed + (wider ? " -Dsync.wider=true" : "");
        this.story = new Story(life, world, warnings);
        this.habits = new Habits(seed, wider);
        this.ties = new Ties(world, random, story);
        this.doubles = new Doubles(this::isPartlySynced, ties::isUnheardOf);
        this.post = new Post(world, random, story);
        this.dates = new Dates(habits.random());
        var contents = new RandomContents(random.split(), ZONES);
        UnaryOperator<ImportedEntry> holds =
                random.nextInt(4) == 0 ? People::poorer : UnaryOperator.identity();
        var loop = random.nextInt(4) == 0;
        var both = loop || random.nextInt(4) == 0;
        var first = account(world.provider, world.authorizer, holds, contents, "work", "home");
        var work = world.calendar("Work");
        var home = world.calendar("Home");
        this.local = new LocalPerson(world, ours(work, home), random.split(), contents, doubles);
        this.people = new People(holds, local, given, random);
        this.archivist = new Archivist(world, ties, local, habits.random(), contents, doubles);
        people.add(first);
        world.connect(first.email());
        ties.add(new Pair(work, first, "work"));
        ties.add(new Pair(home, first, "home"));
        if (both) {
            var second = account(world.other, world.otherAuthorizer, holds, contents, "office");
            people.add(second);
            world.connectOther(second.email());
            ties.add(new Pair(work, second, "office"));
        }
        story.told("habits", habits.toString());
    }

    private List<CalendarId> ours(CalendarId... mapped) {
        var all = new ArrayList<>(List.of(mapped));
        if (habits.has(Habit.ELSEWHERE)) {
            all.add(world.calendar("Private"));
        }
        return all;
    }

    private SimulatedAccount account(
            FakeProvider provider,
            FakeAuthorizer authorizer,
            UnaryOperator<ImportedEntry> holds,
            RandomContents contents,
            String... mapped) {
        var calendars = new ArrayList<>(List.of(mapped));
        if (habits.has(Habit.ELSEWHERE)) {
            calendars.add("attic of " + provider.kind());
        }
        var person =
                new RemotePerson(provider, calendars, random.split(), contents, holds, doubles);
        var faults =
                new RandomFaults(
                        random.split(), world.crashes(), provider, ties::witness, this::bystander);
        var chance = random.split();
        var pages = 1 + random.nextInt(4);
        var vague = random.nextInt(3) == 0;
        provider.holding(holds)
                .paging(() -> chance.nextInt(pages + 1))
                .vague(() -> vague && chance.nextBoolean())
                .failing(faults);
        calendars.forEach(calendar -> provider.open(calendar, Rights.OWNER));
        return new SimulatedAccount(
                provider, authorizer, "ada@" + provider.kind() + ".test", faults, person);
    }

    /** Whether something is somewhere where sync does not look now. */
    private boolean isPartlySynced() {
        return habits.has(Habit.ELSEWHERE) || ties.isUntied();
    }

    /** Somebody is there while we talk to a provider. */
    private void bystander() {
        if (habits.now()) {
            ties.whileTalking(() -> lives(habits.next()));
            return;
        }
        story.told("meanwhile", random.nextBoolean() ? "here " + people.here() : people.there());
    }

    /** Everything up to the end of the quiet. */
    void run() {
        begin();
        for (var step = 0; step < STEPS; step++) {
            ties.nobodyTalks();
            try {
                if (habits.now()) {
                    lives(habits.next());
                } else {
                    step();
                }
            } catch (Crash crash) {
                story.told("crash", String.valueOf(crash.getMessage()));
                world.restart();
            }
        }
        var laws = new Laws(world, ties, people, archivist, given, doubles, story);
        new Quiet(world, ties, people, laws, story).falls();
    }

    private void begin() {
        for (var i = random.nextInt(5); i > 0; i--) {
            story.told("at first", people.here());
            story.told("at first", people.there());
        }
        ties.pairs().forEach(ties::tie);
    }

    private void step() {
        switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> story.told("here", people.here());
            case 6, 7, 8, 9, 10, 11 -> story.told("there", people.there());
            case 12, 13, 14, 15 -> passing(Duration.ofSeconds(random.nextInt(120)));
            case 16, 17 -> passing(Duration.ofMinutes(random.nextInt(90)));
            case 18 -> passing(Duration.ofHours(random.nextInt(1, 24 * 9)));
            case 19, 20 -> post.carries();
            case 21, 22 -> {
                var at = random.nextInt(60);
                world.crashes().plan(at, random.nextBoolean());
                story.told("will crash", "after " + at + " calls");
            }
            case 23, 24 -> {
                var often = random.nextInt(3) == 0 ? 0 : random.nextInt(30);
                people.accounts().forEach(account -> account.faults().often(often));
                story.told("faults", often + " %");
            }
            case 25 -> grant();
            case 26 -> {
                people.accounts().forEach(account -> account.provider().forgetCursors());
                story.told("cursors", "are void");
            }
            case 27, 28 -> {
                if (!habits.has(Habit.COMMENTS)) {
                    ties.tieOrUntie();
                }
            }
            default -> story.told("here", people.settles());
        }
    }

    /** What not all do. */
    private void lives(Habit habit) {
        switch (habit) {
            case RESTORES -> story.told("here", people.here(archivist::restores));
            case FILES -> story.told("here", people.here(archivist::imports));
            case COMMENTS -> story.told("here", people.here(archivist::comments));
            case DISPUTES -> story.told("here", people.settles());
            case DATES -> {
                if (habits.random().nextBoolean()) {
                    story.told("here", people.here(() -> local.dates(dates)));
                } else {
                    var account = people.any();
                    story.told("there", people.there(account, () -> account.person().dates(dates)));
                }
            }
            case UNTIES -> ties.untie(habits.random());
            case TERMS -> ties.change(habits.random());
            case RIGHTS -> ties.share(habits.random());
            case ELSEWHERE -> throw new IllegalStateException("nobody does that at one time");
        }
    }

    private void passing(Duration time) {
        story.told("time", "passes: " + time);
        world.settleAfter(time);
    }

    private void grant() {
        var account = people.any();
        if (random.nextBoolean()) {
            account.authorizer().revokeAll(account.email());
            story.told("grant", "of " + account.email() + " is revoked");
        } else {
            ties.connection(account);
            story.told("grant", "of " + account.email() + " is given again");
        }
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
