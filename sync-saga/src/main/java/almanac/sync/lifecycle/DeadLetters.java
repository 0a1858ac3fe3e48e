package almanac.sync.lifecycle;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.sync.exchange.Outbox;
import almanac.sync.exchange.Unreadables;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.Mappings;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.ParkedUnit;
import almanac.sync.work.Unit;
import java.util.List;
import java.util.Optional;

/**
 * What gave up and waits for somebody: edits that cannot be pushed, objects that cannot be read,
 * and units that do not run.
 */
public final class DeadLetters {

    private final Outbox outbox;
    private final Unreadables unreadables;
    private final Rounds rounds;
    private final DueWork work;
    private final Mappings mappings;

    DeadLetters(
            Outbox outbox,
            Unreadables unreadables,
            Rounds rounds,
            DueWork work,
            Mappings mappings) {
        this.outbox = outbox;
        this.unreadables = unreadables;
        this.rounds = rounds;
        this.work = work;
        this.mappings = mappings;
    }

    /** Edits, the latest first. */
    public List<Outbox.Parked> edits(int limit) {
        return outbox.parked(limit);
    }

    /** Gives an edit another chance; false where it is not parked. */
    public boolean retry(MappingId mapping, EntryId entry) {
        var found = outbox.retry(mapping, entry);
        if (found) {
            signal(mapping);
        }
        return found;
    }

    private void signal(MappingId mapping) {
        mappings.find(mapping)
                .ifPresent(its ->
                        work.signal(
                                new Unit(Unit.Kind.MAPPING, mapping.value()),
                                its.connection(),
                                Lane.INTERACTIVE));
    }

    /** Gives an edit up; ours and the provider's stay apart until the next one. */
    public boolean discard(MappingId mapping, EntryId entry) {
        return outbox.discard(mapping, entry);
    }

    /**
     * Objects at providers that could not be read, the latest first. Each is read again by itself
     * when it changes there.
     */
    public List<Unreadables.Unreadable> objects(int limit) {
        return unreadables.all(limit);
    }

    /** One of these. */
    public Optional<Unreadables.Unreadable> object(MappingId mapping, String object) {
        return unreadables.find(mapping, object);
    }

    /** Gives an object up until its provider tells of it again; false where it is none of these. */
    public boolean discard(MappingId mapping, String object) {
        return unreadables.discard(mapping, object);
    }

    /** Reads an object again though it has not changed; false where it is none of these. */
    public boolean retry(MappingId mapping, String object) {
        var found = unreadables.retry(mapping, object);
        if (found) {
            rounds.due(mapping);
            signal(mapping);
        }
        return found;
    }

    /** Units, the latest first. */
    public List<ParkedUnit> units(int limit) {
        return work.parked(limit);
    }

    /** Lets a unit run again; a paused mapping runs on. */
    public void retry(Unit unit) {
        if (unit.kind() != Unit.Kind.CALENDARS) {
            mappings.resumed(new MappingId(unit.id()));
        }
        work.retry(unit);
    }
}
