package almanac.sync.lifecycle;

import almanac.calendar.CalendarId;
import almanac.connection.MappingId;
import almanac.entry.EntryFact;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Run;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.MetaData;

/**
 * Puts what changed here into the outbox of every mapping that it may concern: those that have a
 * copy, and those of the calendar that it came to. Never into that of the mapping whose run changed
 * it.
 */
@ProcessingGroup("sync")
@DisallowReplay
public final class WhenEntryChangedThenEnqueue {

    private final Mappings mappings;
    private final Links links;
    private final Outbox outbox;
    private final DueWork work;

    WhenEntryChangedThenEnqueue(Mappings mappings, Links links, Outbox outbox, DueWork work) {
        this.mappings = mappings;
        this.links = links;
        this.outbox = outbox;
        this.work = work;
    }

    @EventHandler
    void on(EntryFact fact, MetaData metaData) {
        if (!mappings.any()) {
            return;
        }
        var from = Run.from(metaData).map(Run::mapping);
        concerned(fact).values().stream()
                .filter(mapping -> mapping.terms().bidirectional())
                .filter(mapping -> !from.equals(Optional.of(mapping.id())))
                .forEach(mapping -> enqueue(mapping, fact));
    }

    private Map<MappingId, LinkedMapping> concerned(EntryFact fact) {
        var known = new LinkedHashSet<>(links.mappingsOf(fact.entry()));
        known.addAll(outbox.mappingsOf(fact.entry()));
        var all = new LinkedHashMap<MappingId, LinkedMapping>();
        mappings.among(known).forEach(each -> all.put(each.id(), each));
        arrival(fact)
                .ifPresent(calendar ->
                        mappings.on(calendar).forEach(each -> all.put(each.id(), each)));
        return all;
    }

    private static Optional<CalendarId> arrival(EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> Optional.of(created.calendar());
            case EntryFact.EntryMoved moved -> Optional.of(moved.to());
            default -> Optional.empty();
        };
    }

    private void enqueue(LinkedMapping mapping, EntryFact fact) {
        outbox.add(mapping.id(), fact.entry());
        work.signal(
                new Unit(Unit.Kind.MAPPING, mapping.id().value()),
                mapping.connection(),
                Lane.INTERACTIVE);
    }
}
