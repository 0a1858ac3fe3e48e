package almanac.app.operation;

import almanac.operation.DeadLetterView;
import java.util.List;

/**
 * What gave up of one kind. Its letters are named by a word, a colon and more; a name that is none
 * is {@link almanac.message.Rejected} with NotFound.
 */
interface LetterBox {

    /** Whether names that begin with this word are of its letters. */
    boolean has(String word);

    /** The latest first, without payloads. */
    List<DeadLetterView> latest(int limit);

    /**
     * @param unmasked whether texts of its payload are told
     */
    DeadLetterView one(String id, boolean unmasked);

    /** Tries once more; whether nothing of it is left. */
    boolean retry(String id);

    /** Gives it up for good. */
    void discard(String id);
}
