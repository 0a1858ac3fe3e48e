package almanac.app.personal;

import almanac.calendar.CalendarId;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.Status;
import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.store.Durability;
import almanac.store.FactSerializer;
import almanac.store.Sealing;
import almanac.store.SequencedEngine;
import almanac.store.StoreIndexes;
import almanac.sync.oauth.Seal;
import almanac.sync.oauth.VaultKeys;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * What sealing costs: appends of one thread, and a replay of all facts, with and without it, in
 * turns, on a file. Run its main method with the test class path.
 */
final class SealingMeasurement {

    private static final System.Logger LOG = System.getLogger("measurement");
    private static final int FACTS = Integer.getInteger("facts", 20_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int PEOPLE = 200;

    private SealingMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        var file = Files.createTempDirectory("sealing").resolve("almanac.db");
        try (var mongo = EmbeddedMongo.open(file);
                var client = MongoClients.create(mongo.settings().build())) {
            var database = client.getDatabase("sealing");
            var sealing = sealing(database);
            var plain = engine(database, "plain", Sealing.NONE);
            var sealed = engine(database, "sealed", sealing);
            var appends = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                var from = round * FACTS / ROUNDS;
                var to = (round + 1) * FACTS / ROUNDS;
                var without = append(plain, from, to);
                appends.add(append(sealed, from, to) / without);
            }
            report("append", appends);
            var replays = new ArrayList<Double>();
            for (var round = 0; round < 2 * ROUNDS; round++) {
                var without = replay(engine(database, "plain", Sealing.NONE));
                replays.add(replay(engine(database, "sealed", sealing)) / without);
            }
            report("replay", replays.subList(ROUNDS, replays.size()));
            var streams = new ArrayList<Double>();
            for (var round = 0; round < 2 * ROUNDS; round++) {
                var without = streams(plain);
                streams.add(streams(sealed) / without);
            }
            report("streams one by one", streams.subList(ROUNDS, streams.size()));
        }
        Runtime.getRuntime().halt(0);
    }

    private static PersonalSealing sealing(MongoDatabase database) {
        var random = new SecureRandom();
        var secret = new byte[32];
        random.nextBytes(secret);
        var vault = VaultKeys.of(List.of(Base64.getEncoder().encodeToString(secret)));
        var keys =
                new PersonKeys(
                        database,
                        Durability.SINGLE_SERVER,
                        new Seal(vault, random),
                        random,
                        Clock.systemUTC());
        return new PersonalSealing(keys, random);
    }

    private static SequencedEngine engine(MongoDatabase database, String name, Sealing sealing) {
        var facts = database.getCollection(name);
        StoreIndexes.forFacts(facts);
        var serializer = new FactSerializer(almanac.store.FactNames.of(FactNames.ALL));
        return SequencedEngine.builder()
                .facts(facts)
                .sealing(sealing)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    private static double append(SequencedEngine engine, int from, int to) {
        var since = System.nanoTime();
        for (var i = from; i < to; i++) {
            var entry = new EntryId(i + 1);
            var user = new UserId(i % PEOPLE + 1);
            engine.appendEvents(
                    List.of(
                            new GenericDomainEventMessage<>(
                                    "Entry",
                                    entry.toString(),
                                    0,
                                    created(entry, user),
                                    Actor.user(user).asMetaData())));
        }
        return System.nanoTime() - since;
    }

    private static EntryFact created(EntryId entry, UserId user) {
        var start = LocalDateTime.of(2026, 3, 2, 10, 0).plusHours(entry.value());
        var details =
                new Details(
                        "Standup of the team " + entry.value(),
                        Optional.of("What we did, what we do, what is in the way."),
                        Optional.of("Room 4.01"),
                        Status.CONFIRMED,
                        Optional.of("#3b82f6"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("work"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
        return new EntryFact.EntryCreated(
                entry,
                new CalendarId(user.value()),
                "uid-" + entry.value() + "@almanac",
                user,
                details,
                new Span.Timed(start, ZoneId.of("Europe/Berlin"), new End.At(start.plusHours(1))),
                Optional.empty(),
                Optional.empty());
    }

    private static double replay(SequencedEngine engine) {
        var since = System.nanoTime();
        try (var all = engine.readEvents(null, false)) {
            var count = all.filter(fact -> fact.getPayload() != null).count();
            if (count != FACTS) {
                throw new IllegalStateException(count + " facts");
            }
        }
        return System.nanoTime() - since;
    }

    private static double streams(SequencedEngine engine) {
        var since = System.nanoTime();
        for (var i = 0; i < FACTS; i += 10) {
            engine.readEvents(new EntryId(i + 1).toString())
                    .forEachRemaining(fact -> Objects.requireNonNull(fact.getPayload()));
        }
        return System.nanoTime() - since;
    }

    private static void report(String what, List<Double> ratios) {
        var sorted = ratios.stream().sorted().toList();
        LOG.log(
                System.Logger.Level.INFO,
                String.format(
                        Locale.ROOT,
                        "%s sealed takes %.2f times as long (from %.2f to %.2f)",
                        what,
                        sorted.get(sorted.size() / 2),
                        sorted.getFirst(),
                        sorted.getLast()));
    }
}
