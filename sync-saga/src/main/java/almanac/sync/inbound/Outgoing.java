package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;

/**
 * Once a calendar was read: what is here and the provider was never told of goes there. Only then,
 * so that what is there already, or was changed there too, is known for what it is.
 */
public record Outgoing(Links links, Outbox outbox, Reads reads, Arrears arrears) {

    /** Whether the provider may lack something, and may be told now. */
    boolean isDue(MappingRun run) {
        return run.pushes() && arrears.of(run.mapping().id()).all().isPresent();
    }

    /** Puts it into the outbox; what needs no push after all costs no more than a look. */
    void enqueue(MappingRun run, Round.Kind covered) {
        var mapping = run.mapping().id();
        if (!run.pushes()) {
            if (covered == Round.Kind.FIRST) {
                arrears.arise(mapping);
            }
            return;
        }
        var owed = arrears.of(mapping);
        var due = owed.all();
        if (owed.untied()
                || covered == Round.Kind.FIRST
                || covered == Round.Kind.FULL && due.isPresent()) {
            onlyHere(run);
        }
        if (owed.untied()) {
            arrears.tied(mapping);
        }
        if (covered != Round.Kind.DELTA && due.isPresent()) {
            links.linked(mapping).forEach(entry -> outbox.add(mapping, entry));
            arrears.settle(mapping, due.getAsLong());
        }
    }

    private void onlyHere(MappingRun run) {
        var mapping = run.mapping();
        var after = 0L;
        while (true) {
            var page = reads.entriesOn(mapping.calendar(), after, Candidates.PAGE, mapping.since());
            var linked = links.linked(mapping.id(), page);
            page.stream()
                    .filter(entry -> !linked.contains(entry))
                    .forEach(entry -> outbox.add(mapping.id(), entry));
            if (page.size() < Candidates.PAGE) {
                return;
            }
            after = page.getLast().value();
        }
    }
}
