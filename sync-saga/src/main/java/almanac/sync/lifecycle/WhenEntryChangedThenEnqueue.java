package almanac.sync.lifecycle;

import almanac.calendar.CalendarId;
import almanac.connection.MappingId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.BatchAnswers;
import almanac.sync.local.Reads;
import almanac.sync.local.Run;
import almanac.sync.outbound.EditTrace;
import almanac.sync.outbound.EditTrace.Cause;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
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
    private final Reads reads;
    private final DueWork work;
    private final EditTrace trace;

    private record IsAnyMapped() {}

    private record MappedTo(CalendarId calendar) {}

    WhenEntryChangedThenEnqueue(
            Mappings mappings,
            Links links,
            Outbox outbox,
            Reads reads,
            DueWork work,
            EditTrace trace) {
        this.mappings = mappings;
        this.links = links;
        this.outbox = outbox;
        this.reads = reads;
        this.work = work;
        this.trace = trace;
    }

    @EventHandler
    void on(EntryFact fact, @SequenceNumber long sequence, MetaData metaData) {
        if (!BatchAnswers.to(new IsAnyMapped(), mappings::any)) {
            return;
        }
        var from = Run.from(metaData).map(Run::mapping);
        var known = sequence == 0 ? Set.<MappingId>of() : known(fact.entry());
        var concerned = concerned(fact, known).values();
        concerned.stream()
                .filter(mapping -> !from.equals(Optional.of(mapping.id())))
                .forEach(mapping -> handle(mapping, fact.entry()));
        if (concerned.isEmpty()) {
            mappings.lastEnded(known)
                    .ifPresent(mapping -> trace.filtered(mapping, fact.entry(), EditTrace.ENDED));
        }
    }

    private void handle(LinkedMapping mapping, EntryId entry) {
        if (mapping.terms().bidirectional()) {
            enqueue(mapping, entry);
        } else {
            trace.filtered(mapping, entry, EditTrace.ONE_WAY);
        }
    }

    private Map<MappingId, LinkedMapping> concerned(EntryFact fact, Set<MappingId> known) {
        var all = new LinkedHashMap<MappingId, LinkedMapping>();
        mappings.among(known).forEach(each -> all.put(each.id(), each));
        place(fact, !known.isEmpty())
                .ifPresent(calendar -> on(calendar).forEach(each -> all.put(each.id(), each)));
        return all;
    }

    private Set<MappingId> known(EntryId entry) {
        var known = new LinkedHashSet<>(links.mappingsOf(entry));
        known.addAll(outbox.mappingsOf(entry));
        return known;
    }

    private List<LinkedMapping> on(CalendarId calendar) {
        return BatchAnswers.to(new MappedTo(calendar), () -> mappings.on(calendar));
    }

    /**
     * The calendar whose mappings a change concerns although they have no copy: that where the
     * entry arrives, and where none has a copy that where it is, since a run that brought it here
     * may be about to tie it.
     */
    private Optional<CalendarId> place(EntryFact fact, boolean known) {
        return switch (fact) {
            case EntryFact.EntryCreated created -> Optional.of(created.calendar());
            case EntryFact.EntryMoved moved -> Optional.of(moved.to());
            case EntryFact.EntryRestored restored -> Optional.of(restored.content().calendar());
            case EntryFact.EntryDeleted gone when !known -> Optional.of(gone.calendar());
            case EntryFact any when !known ->
                    reads.entry(any.entry()).live().map(EntryState.Live::calendar);
            case EntryFact any -> Optional.empty();
        };
    }

    private void enqueue(LinkedMapping mapping, EntryId entry) {
        outbox.add(mapping.id(), entry);
        var unit = new Unit(Unit.Kind.MAPPING, mapping.id().value());
        work.signal(unit, mapping.connection(), Lane.INTERACTIVE);
        work.rest(unit)
                .ifPresent(rest ->
                        trace.waits(
                                mapping,
                                entry,
                                Cause.RESTS,
                                "until " + rest.until() + ": " + rest.reason()));
    }
}
