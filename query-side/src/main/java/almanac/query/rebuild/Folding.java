package almanac.query.rebuild;

import java.util.Optional;
import org.bson.Document;

/**
 * How the facts of one aggregate become one document. Pure: the same facts give the same document.
 *
 * @param <F> the facts
 * @param <S> what they add up to
 */
public interface Folding<F, S> {

    /** The number of the aggregate, which is the document's {@code _id}. */
    long id(F fact);

    /** Whether the aggregate begins, or begins anew, with this fact: its creation time. */
    boolean begins(F fact);

    /** One fact more; the state is empty before the first. */
    S next(Optional<S> state, Stamped<F> fact);

    /** The state with the fields that indexes need; without {@code _id}, times and revision. */
    Document write(S state);

    /** Reads what {@link #write} wrote. */
    S read(Document document);
}
