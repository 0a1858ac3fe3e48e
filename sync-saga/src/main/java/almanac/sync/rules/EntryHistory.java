package almanac.sync.rules;

import almanac.automation.RuleId;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import java.util.OptionalLong;

/** Entries as their facts say, at once after a fact is stored: read models may lag behind. */
public interface EntryHistory {

    /** The entry as the fact of that number left it, or the last one where there are fewer. */
    EntryState asOf(EntryId entry, long revision);

    /** The number of the entry's last fact; empty when there is none. */
    OptionalLong revision(EntryId entry);

    /**
     * Whether the entry has a fact after that number which a command of this request left (see
     * {@link almanac.message.Actor#REQUEST_KEY}).
     */
    boolean wrote(EntryId entry, long after, String request);

    /**
     * The number of the fact at which a run of that wish found the entry, as what the run wrote
     * there says; empty while it wrote nothing.
     */
    OptionalLong foundAt(EntryId entry, RuleId rule, long execution);
}
