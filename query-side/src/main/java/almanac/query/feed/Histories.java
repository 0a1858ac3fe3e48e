package almanac.query.feed;

import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.query.rebuild.Stamped;
import java.util.List;

/** What happened to entries, from where their facts are kept. */
@FunctionalInterface
public interface Histories {

    /** Every fact of an entry in order, each with its position. */
    List<Stamped<EntryFact>> of(EntryId entry);
}
