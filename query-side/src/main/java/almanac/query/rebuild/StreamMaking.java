package almanac.query.rebuild;

import java.util.List;

/** How a read model is made whose documents can be begun stream after stream. */
public interface StreamMaking<F> extends Making<F> {

    /** How the names of the streams begin that hold its facts, and no others. */
    String streams();

    /**
     * Takes the facts of whole streams up to a position, stream after stream, into a generation
     * that nobody reads yet.
     */
    void begin(int generation, List<Stamped<F>> facts);

    /**
     * Ends what {@link #begin} began: from here on facts come in the order of their positions. May
     * be called again.
     *
     * @param position the last that was begun with
     */
    default void begun(int generation, long position) {
        // documents that need nothing but the facts of their own stream are done
    }

    /**
     * Makes the documents of one stream again, whatever they hold.
     *
     * @param facts all of the stream, in order
     */
    void again(int generation, List<Stamped<F>> facts);
}
