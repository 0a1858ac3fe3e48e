package almanac.sync.inbound;

import almanac.entry.EntryId;
import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The entries of a mapping's calendar that stand for nothing at its provider. */
record OnlyHere(Links links, Reads reads) {

    /** Read as far as they are asked for. */
    Stream<EntryId> of(MappingRun run) {
        return Stream.iterate(page(run, 0), page -> !page.isEmpty(), page -> next(run, page))
                .flatMap(page -> alone(run, page));
    }

    private List<EntryId> page(MappingRun run, long after) {
        var mapping = run.mapping();
        return reads.entriesOn(mapping.calendar(), after, Candidates.PAGE, mapping.since());
    }

    private List<EntryId> next(MappingRun run, List<EntryId> page) {
        return page.size() < Candidates.PAGE ? List.of() : page(run, page.getLast().value());
    }

    private Stream<EntryId> alone(MappingRun run, List<EntryId> page) {
        var linked = links.linked(run.mapping().id(), page);
        return page.stream().filter(Predicate.not(linked::contains));
    }
}
