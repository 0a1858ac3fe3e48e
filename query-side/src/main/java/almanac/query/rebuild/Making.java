package almanac.query.rebuild;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.bson.Document;

/**
 * How one read model is made of facts, in whichever generation. Has no effect but on the documents
 * of that generation, and none that a second time would change.
 *
 * <p>One that is no {@link StreamMaking} needs the facts of all streams from the first on in the
 * order of their positions: its processor has one segment, and no stream of it is made again by
 * itself.
 */
public interface Making<F> {

    /** The facts that it takes. */
    Class<F> facts();

    /** What it takes of a stored message; empty where that is nothing. */
    default Optional<Stamped<F>> taken(TrackedEventMessage<?> message) {
        return Facts.stamped(facts(), message);
    }

    /** Where the documents lie, the read model itself first. */
    List<Place> places();

    /** Creates the indexes of a generation that are missing. */
    void ensureIndexes(int generation);

    /** Takes facts in the order of their positions, after all that came before them. */
    void write(int generation, List<Stamped<F>> facts);

    /**
     * What a document says, for a comparison of two generations.
     *
     * @return empty where it says the same as if it were not there
     */
    default Optional<Document> said(ReadModel model, Document document) {
        return Optional.of(document);
    }

    /** Forgets all documents of a generation, with its indexes. */
    default void drop(int generation) {
        places().forEach(place -> place.drop(generation));
    }
}
