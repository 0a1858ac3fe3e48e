package almanac.sync.inbound;

import almanac.entry.EntryId;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;
import almanac.sync.work.Step.Grip;
import java.util.Set;

/**
 * Once a calendar was read: what is here and the provider was never told of goes there. Only then,
 * so that what is there already, or was changed there too, is known for what it is.
 */
public record Outgoing(Links links, Outbox outbox, Reads reads, Arrears arrears, Untied untied) {

    /** Whether the provider may lack something, and may be told now. */
    boolean isDue(MappingRun run) {
        return run.pushes() && arrears.of(run.mapping().id()).all().isPresent();
    }

    /** Puts it into the outbox; what needs no push after all costs no more than a look. */
    void enqueue(MappingRun run, Grip grip, Round.Kind covered) {
        var mapping = run.mapping().id();
        var owed = arrears.of(mapping);
        var mayBeUntied = owed.untied().isPresent();
        var undecided =
                mayBeUntied
                        ? untied.decide(run, grip, covered, owed.untied().getAsLong())
                        : Set.<EntryId>of();
        if (run.pushes()) {
            enqueue(run, covered, owed, undecided);
        } else if (covered == Round.Kind.FIRST) {
            arrears.arise(mapping);
        }
        if (mayBeUntied && undecided.isEmpty()) {
            arrears.tied(mapping);
        }
    }

    private void enqueue(
            MappingRun run, Round.Kind covered, Arrears.Owed owed, Set<EntryId> undecided) {
        var mapping = run.mapping().id();
        var due = owed.all();
        if (owed.untied().isPresent()
                || covered == Round.Kind.FIRST
                || covered == Round.Kind.FULL && due.isPresent()) {
            new OnlyHere(links, reads)
                    .of(run)
                    .filter(entry -> !undecided.contains(entry))
                    .forEach(entry -> outbox.add(mapping, entry));
        }
        if (covered != Round.Kind.DELTA && due.isPresent()) {
            links.linked(mapping).forEach(entry -> outbox.add(mapping, entry));
            arrears.settle(mapping, due.getAsLong());
        }
    }
}
