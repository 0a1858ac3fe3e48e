package almanac.sync.lifecycle;

import static java.util.stream.Collectors.toMap;

import almanac.connection.Synchronization.Parked;
import almanac.entry.EntryId;
import almanac.sync.exchange.Outbox;
import almanac.sync.exchange.Unreadables;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What of a user's own mappings waits for a person. */
final class OwnParked {

    private final Mappings mappings;
    private final Outbox outbox;
    private final Unreadables unreadables;

    OwnParked(Mappings mappings, Outbox outbox, Unreadables unreadables) {
        this.mappings = mappings;
        this.outbox = outbox;
        this.unreadables = unreadables;
    }

    /** The latest first. */
    List<Parked> of(UserId user, int limit) {
        var own = mappings.of(user).stream().collect(toMap(LinkedMapping::id, Function.identity()));
        var edits =
                outbox.parked(own.keySet(), limit).stream()
                        .map(each ->
                                parked(
                                        Objects.requireNonNull(own.get(each.mapping())),
                                        Optional.of(each.entry()),
                                        Optional.empty(),
                                        each.at(),
                                        each.reason()));
        var objects =
                unreadables.of(own.keySet(), limit).stream()
                        .map(each ->
                                parked(
                                        Objects.requireNonNull(own.get(each.mapping())),
                                        Optional.empty(),
                                        Optional.of(each.object()),
                                        each.since(),
                                        each.reason()));
        return Stream.concat(edits, objects)
                .sorted(Comparator.comparing(Parked::since).reversed())
                .limit(limit)
                .toList();
    }

    private static Parked parked(
            LinkedMapping mapping,
            Optional<EntryId> entry,
            Optional<String> object,
            Instant since,
            String reason) {
        return new Parked(
                mapping.id(),
                mapping.provider(),
                mapping.calendar(),
                mapping.terms().externalId(),
                entry,
                object,
                since,
                reason);
    }
}
