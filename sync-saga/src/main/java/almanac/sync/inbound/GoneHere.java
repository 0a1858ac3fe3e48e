package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.local.Reads;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.HashSet;
import java.util.List;

/** Whose entry left our calendar while nothing was synced: those objects are to go too. */
record GoneHere(Links links, Reads reads) {

    List<Link> of(MappingRun run) {
        if (!run.pushes()) {
            return List.of();
        }
        var mapping = run.mapping();
        var gone = new HashSet<>(links.linked(mapping.id()));
        var after = 0L;
        while (true) {
            var page = reads.entriesOn(mapping.calendar(), after, Candidates.PAGE, mapping.since());
            page.forEach(gone::remove);
            if (page.size() < Candidates.PAGE) {
                break;
            }
            after = page.getLast().value();
        }
        return gone.stream()
                .flatMap(entry -> links.of(mapping.id(), entry).stream())
                .filter(GoneHere::isToGo)
                .toList();
    }

    private static boolean isToGo(Link link) {
        return link.state() == Link.State.LIVE
                && link.remote().stream().allMatch(there -> there.standing() == Standing.OURS);
    }
}
