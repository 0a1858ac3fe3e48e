package almanac.sync;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.sync.local.Archive;
import almanac.user.Profile;
import almanac.user.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;

/** Facts as the store would have them, and what follows from them. */
public final class FactBook implements Archive {

    public static final UserId ANA = new UserId(7);
    public static final UserId BEN = new UserId(8);
    public static final CalendarId ANAS = new CalendarId(5);

    private final Map<EntryId, List<DomainEventMessage<EntryFact>>> streams = new HashMap<>();
    private final Map<CalendarId, TreeMap<Long, Audience>> audiences = new HashMap<>();
    private final Map<ConnectionId, UserId> connections = new HashMap<>();
    private final Map<UserId, Profile> profiles = new HashMap<>();
    private final Clock clock;
    private long position;
    private int commands;

    public FactBook(Clock clock) {
        this.clock = clock;
        profile(ANA, "ana", Optional.of("Ana"), Optional.of("García"));
        profile(BEN, "ben", Optional.empty(), Optional.empty());
        share(ANAS, ANA, Set.of(ANA));
    }

    /** From the start on. */
    public void share(CalendarId calendar, UserId owner, Set<UserId> readers) {
        share(calendar, owner, readers, -1);
    }

    /** From that place in history on. */
    public void share(CalendarId calendar, UserId owner, Set<UserId> readers, long from) {
        audiences
                .computeIfAbsent(calendar, id -> new TreeMap<>())
                .put(from, new Audience(owner, readers));
    }

    public void profile(
            UserId user, String username, Optional<String> first, Optional<String> last) {
        profiles.put(
                user,
                new Profile(
                        username,
                        username + "@example.org",
                        first,
                        last,
                        ZoneOffset.UTC,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    /** What one command leaves, as a processor is shown it. */
    public List<TrackedEventMessage<EntryFact>> happen(
            Actor by, Map<String, String> more, List<EntryFact> facts) {
        var meta = new LinkedHashMap<String, String>(by.asMetaData());
        meta.putAll(more);
        meta.put("correlationId", "command-" + ++commands);
        var shown = new ArrayList<TrackedEventMessage<EntryFact>>();
        for (var fact : facts) {
            var stream = streams.computeIfAbsent(fact.entry(), id -> new ArrayList<>());
            GenericDomainEventMessage.clock = clock;
            var message =
                    new GenericDomainEventMessage<EntryFact>(
                            "entry",
                            fact.entry().toString(),
                            stream.size(),
                            fact,
                            MetaData.from(meta));
            stream.add(message);
            shown.add(
                    new GenericTrackedDomainEventMessage<>(
                            new GlobalSequenceTrackingToken(++position), message));
        }
        return shown;
    }

    public void connect(ConnectionId connection, UserId user) {
        connections.put(connection, user);
    }

    @Override
    public Optional<UserId> ownerOf(ConnectionId connection) {
        return Optional.ofNullable(connections.get(connection));
    }

    @Override
    public List<Happened> entry(EntryId entry) {
        return streams.getOrDefault(entry, List.of()).stream()
                .map(message ->
                        new Happened(
                                message.getPayload(),
                                message.getSequenceNumber(),
                                message.getTimestamp(),
                                message.getMetaData()))
                .toList();
    }

    @Override
    public Optional<Audience> audience(CalendarId calendar, long at) {
        return Optional.ofNullable(audiences.get(calendar))
                .flatMap(all -> Optional.ofNullable(all.floorEntry(at)))
                .map(Map.Entry::getValue);
    }

    @Override
    public Optional<Profile> profile(UserId user) {
        return Optional.ofNullable(profiles.get(user));
    }
}
