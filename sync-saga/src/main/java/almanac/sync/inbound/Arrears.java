package almanac.sync.inbound;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
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
    private static final long NOBODY_KNOWN = Long.MAX_VALUE;

    private final MongoCollection<Document> mappings;

    public Arrears(Mappings mappings) {
        this.mappings = mappings.documents();
    }

    /** From now on the provider may lack something, whatever is being made up for just now. */
    public void arise(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), inc("arrears", 1L));
    }

    /**
     * A run died, perhaps between making an entry of an object and noting which it was.
     *
     * @param run its fence
     */
    public void mayBeUntied(MappingId mapping, long run) {
        mappings.updateOne(eq("_id", mapping.value()), min(UNTIED, run));
    }

    /** All of these are on their way, or gone like their objects. */
    void tied(MappingId mapping) {
        mappings.updateOne(eq("_id", mapping.value()), unset(UNTIED));
    }

    /**
     * What a provider may lack.
     *
     * @param all the number under which that is {@link #settle}d; empty where nothing arose
     * @param untied the fence of the first run that died and may have made entries that are tied to
     *     nothing; empty where none is to be looked for
     */
    record Owed(OptionalLong all, OptionalLong untied) {}

    Owed of(MappingId mapping) {
        var document = mappings.find(eq("_id", mapping.value())).first();
        if (document == null) {
            return new Owed(OptionalLong.empty(), OptionalLong.empty());
        }
        var arisen = number(document, "arrears", 0);
        return new Owed(
                arisen > number(document, "arrearsSettled", NOTHING_NOTED)
                        ? OptionalLong.of(arisen)
                        : OptionalLong.empty(),
                untied(document));
    }

    private static OptionalLong untied(Document document) {
        return switch (document.get(UNTIED)) {
            case Long run -> OptionalLong.of(run);
            case null -> OptionalLong.empty();
            // until a version that notes which, it was noted that there was one
            default -> OptionalLong.of(NOBODY_KNOWN);
        };
    }

    /** All that arose up to this number is on its way; what arose since is not. */
    void settle(MappingId mapping, long number) {
        mappings.updateOne(eq("_id", mapping.value()), max("arrearsSettled", number));
    }

    private static long number(Document document, String field, long otherwise) {
        return document.get(field) instanceof Number number ? number.longValue() : otherwise;
    }
}
