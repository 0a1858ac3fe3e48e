package almanac.sync.inbound;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.connection.MappingId;
import almanac.sync.link.Mappings;
import com.mongodb.client.MongoCollection;
import java.util.OptionalLong;
import org.bson.Document;

/**
 * Which providers may lack what was done here while nothing could be pushed to them, beside the
 * mapping itself. What they lack is not noted: once something may be pushed, the calendar is read
 * as a whole, and then all of ours is compared. So it is, once, where nothing was ever noted: until
 * a version that notes it, what was done meanwhile was dropped.
 *
 * <p>It may lack, too, what a run that died made here of its objects: a person may have removed one
 * there before the next run could find it again.
 */
public final class Arrears {

    private static final long NOTHING_NOTED = -1;
    private static final String UNTIED = "untied";

    private final MongoCollection<Document> mappings;

    public Arrears(Mappings mappings) {
        this.mappings = mappings.documents();
    }

    /** From now on the provider may lack something, whatever is being made up for just now. */
    public void arise(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), inc("arrears", 1L));
    }

    /** A run died, perhaps between making an entry of an object and noting which it was. */
    public void mayBeUntied(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), set(UNTIED, true));
    }

    /** All of these are on their way. */
    void tied(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), unset(UNTIED));
    }

    /**
     * What a provider may lack.
     *
     * @param all the number under which that is {@link #settle}d; empty where nothing arose
     * @param untied whether entries are to be looked for that a run made and tied to nothing
     */
    record Owed(OptionalLong all, boolean untied) {}

    Owed of(MappingId mapping) {
        var document = mappings.find(eq("_id", mapping.value())).first();
        if (document == null) {
            return new Owed(OptionalLong.empty(), false);
        }
        var arisen = number(document, "arrears", 0);
        return new Owed(
                arisen > number(document, "arrearsSettled", NOTHING_NOTED)
                        ? OptionalLong.of(arisen)
                        : OptionalLong.empty(),
                document.getBoolean(UNTIED, false));
    }

    /** All that arose up to this number is on its way; what arose since is not. */
    void settle(MappingId mapping, long number) {
        mappings.updateOne(eq("_id", mapping.value()), max("arrearsSettled", number));
    }

    private static long number(Document document, String field, long otherwise) {
        return document.get(field) instanceof Number number ? number.longValue() : otherwise;
    }
}
