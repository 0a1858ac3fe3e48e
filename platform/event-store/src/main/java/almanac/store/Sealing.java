package almanac.store;

import org.axonframework.eventhandling.EventMessage;

/**
 * Keeps what is personal in a fact from whoever reads the store without the key of that person. The
 * store holds what {@link #sealed} made and never changes it; {@link #opened} stands between the
 * store and whatever reads it, upcasters included.
 */
public interface Sealing {

    /** Stores facts as they are written. */
    Sealing NONE =
            new Sealing() {
                @Override
                public String sealed(EventMessage<?> fact, String payload) {
                    return payload;
                }

                @Override
                public String opened(String fact, String payload) {
                    return payload;
                }
            };

    /**
     * The payload as it is to be stored; itself where nothing in it is personal.
     *
     * @param payload JSON
     */
    String sealed(EventMessage<?> fact, String payload);

    /**
     * The payload as it was written or, once its person's key is destroyed, without what was
     * personal in it, in a form that can still be read. One that was never sealed stays as it is.
     *
     * @param fact the identifier of the fact
     * @param payload what {@link #sealed} made of this fact, or any payload that was never sealed
     */
    String opened(String fact, String payload);
}
