package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;

/** After the first round: what is on our calendar and was not at the provider goes there. */
public record OnlyHere(Links links, Outbox outbox, Reads reads) {

    void enqueue(MappingRun run) {
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
