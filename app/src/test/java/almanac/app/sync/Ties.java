package almanac.app.sync;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.MappingId;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.RemoteObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Which calendars are in sync, and on which terms: all of that changes in the course of a life. */
final class Ties {

    private final SyncWorld world;
    private final SplittableRandom random;
    private final Story story;
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Pair, ConflictPolicy> policies = new HashMap<>();
    private final Map<Pair, MappingId> tied = new HashMap<>();
    private final Set<Pair> oneWay = new HashSet<>();
    private boolean talking;
    private boolean changedMeanwhile;

    Ties(SyncWorld world, SplittableRandom random, Story story) {
        this.world = world;
        this.random = random;
        this.story = story;
    }

    void add(Pair pair) {
        pairs.add(pair);
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<Pair> oneWay() {
        return pairs.stream().filter(oneWay::contains).toList();
    }

    /** Their numbers, of those that are tied. */
    List<Long> oneWayMappings() {
        return oneWay.stream()
                .filter(tied::containsKey)
                .map(tied::get)
                .map(MappingId::value)
                .toList();
    }

    void tie(Pair pair) {
        tie(pair, connection(pair.account()));
    }

    private void tie(Pair pair, ConnectionId connection) {
        var policy =
                policies.computeIfAbsent(pair, any -> ConflictPolicy.values()[random.nextInt(3)]);
        var both = !oneWay.contains(pair);
        tied.put(pair, world.map(connection, pair.there(), pair.here(), both, policy));
        var ways = both ? "" : ", one way";
        story.told("maps", pair.there() + " to " + pair.here() + ", " + policy + ways);
    }

    void tieAll() {
        pairs.stream().filter(pair -> !tied.containsKey(pair)).forEach(this::tie);
    }

    void tieOrUntie() {
        var pair = pairs.get(random.nextInt(pairs.size()));
        if (!tied.containsKey(pair)) {
            tie(pair);
            return;
        }
        untie(pair, random);
    }

    /** One of those that are tied. */
    void untie(SplittableRandom by) {
        var standing = pairs.stream().filter(tied::containsKey).toList();
        if (!standing.isEmpty()) {
            untie(standing.get(by.nextInt(standing.size())), by);
        }
    }

    private void untie(Pair pair, SplittableRandom by) {
        changedMeanwhile |= talking;
        var account = pair.account();
        var connection = standing(account);
        if (by.nextInt(3) == 0) {
            world.send(new ConnectionCommand.Disconnect(connection));
            tied.keySet().removeIf(each -> each.account().equals(account));
            story.told("disconnects", account.email());
        } else {
            world.send(
                    new ConnectionCommand.EndMapping(connection, tied.remove(pair), "deselected"));
            story.told("deselects", pair.there());
        }
    }

    /** Another policy, or another direction, for one that is tied or will be again. */
    void change(SplittableRandom by) {
        var pair = pairs.get(by.nextInt(pairs.size()));
        if (by.nextInt(3) == 0) {
            policies.put(pair, ConflictPolicy.values()[by.nextInt(3)]);
        } else if (!oneWay.remove(pair)) {
            oneWay.add(pair);
        }
        changedMeanwhile |= talking;
        if (tied.containsKey(pair)) {
            tie(pair, standing(pair.account()));
        }
    }

    /** From now on everything goes both ways. */
    void openBothWays() {
        var before = oneWay();
        oneWay.clear();
        before.forEach(this::tie);
    }

    /** One calendar may be read only, or written again. */
    void share(SplittableRandom by) {
        var pair = pairs.get(by.nextInt(pairs.size()));
        var rights = by.nextInt(3) == 0 ? Rights.READER : Rights.OWNER;
        pair.account().provider().share(pair.there(), rights);
        story.told("shares", pair.there() + " for " + rights);
        if (by.nextInt(3) > 0) {
            list(pair.account());
        }
    }

    /** All may be written, and we are to learn that. */
    void shareAll() {
        pairs.forEach(pair -> pair.account().provider().share(pair.there(), Rights.OWNER));
        pairs.stream().map(Pair::account).distinct().filter(this::isRestricted).forEach(this::list);
    }

    private void list(SimulatedAccount account) {
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, standing(account));
    }

    /** Whether we believe that one of its calendars may not be written. */
    private boolean isRestricted(SimulatedAccount account) {
        var connection = standing(account);
        return world.facts(ConnectionFact.CalendarsListed.class).stream()
                .filter(fact -> fact.connection().equals(connection))
                .reduce((before, last) -> last)
                .filter(last -> last.calendars().stream().anyMatch(each -> !each.rights().write()))
                .isPresent();
    }

    /** Somebody does this in the midst of a step, which learns of it when its time comes. */
    void whileTalking(Runnable act) {
        talking = true;
        try {
            act.run();
        } finally {
            talking = false;
        }
    }

    /** No step is under way. */
    void nobodyTalks() {
        changedMeanwhile = false;
    }

    /**
     * Nothing is written where nothing goes from here: what is untied, or goes one way. Steps that
     * were under way when somebody changed that are not asked.
     */
    void witness(FakeProvider.Call call) {
        if (!changedMeanwhile
                && call.writes()
                && tied.keySet().stream().noneMatch(pair -> goesThere(pair, call))) {
            story.warnings().add("writes where nothing goes from here: " + call);
        }
    }

    private boolean goesThere(Pair pair, FakeProvider.Call call) {
        return pair.there().equals(call.calendar()) && !oneWay.contains(pair);
    }

    boolean isUntied() {
        return tied.size() < pairs.size();
    }

    /** What is at a provider in calendars that are not tied now. */
    List<ImportedEntry> unseen() {
        return pairs.stream()
                .filter(pair -> !tied.containsKey(pair))
                .flatMap(pair -> pair.theirs().stream())
                .toList();
    }

    boolean isUnheardOf(RemoteObject object, String to) {
        return tied.keySet().stream().noneMatch(pair -> pair.there().equals(to))
                && object.operation()
                        .filter(mark ->
                                world.count(
                                                "sync_links",
                                                and(eq("operation", mark), eq("state", "CREATING")))
                                        > 0)
                        .isPresent();
    }

    private ConnectionId standing(SimulatedAccount account) {
        return world.connection(account.provider().kind());
    }

    /** The account is connected, for the first time or once more. */
    ConnectionId connection(SimulatedAccount account) {
        return account.provider() == world.provider
                ? world.connect(account.email())
                : world.connectOther(account.email());
    }
}
