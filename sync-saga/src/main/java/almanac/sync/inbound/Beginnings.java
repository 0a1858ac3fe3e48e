package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.link.Handover;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.sync.work.Step.Grip;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mapping begins with. Where others tied the same two calendars before it, these are their
 * links, and with them what both sides last agreed on and what is gone: what was done on either
 * side in between is then told from what was not, as after a cursor that was lost.
 */
public record Beginnings(
        Mappings mappings,
        Handover handover,
        Arrears arrears,
        Links links,
        OurSide ourSide,
        Reads reads) {

    /**
     * Goes on with the links of those before; false where there were none. May be repeated until a
     * round has begun: before that nothing else writes them.
     */
    boolean goesOn(MappingRun run, Grip grip) {
        var mapping = run.mapping();
        var before = continued(mapping);
        if (before.isEmpty()) {
            return false;
        }
        for (var each : before) {
            while (handover.some(each.id(), mapping.id())) {
                grip.keep();
            }
        }
        // what was done here meanwhile was not noted, so all of ours is compared
        arrears.arise(mapping.id());
        return true;
    }

    /**
     * Those whose copies this one goes on with: they tied the same two calendars, and since then
     * the provider's was not tied to another one. The first of them that was read to the end knows
     * all that those before it knew.
     */
    private List<LinkedMapping> continued(LinkedMapping mapping) {
        var found = new ArrayList<LinkedMapping>();
        if (mapping.moved()) {
            return found;
        }
        for (var each : mappings.endedOf(mapping)) {
            if (each.stale() || !each.calendar().equals(mapping.calendar())) {
                return found;
            }
            found.add(each);
            if (each.linked() || each.moved()) {
                return found;
            }
        }
        return found;
    }

    /** What of ours the objects may be that no link knows. */
    Candidates candidates(MappingRun run) {
        return run.mapping().linked()
                ? Candidates.none()
                : Candidates.of(run, reads, ourSide, links);
    }
}
