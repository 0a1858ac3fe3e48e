package almanac.query.rebuild;

/** A read model that can be thrown away and made again from the facts. */
public interface Rebuildable {

    ReadModel model();

    /** How it is made, beside the one that is read. */
    Making<?> making();

    /** Creates the indexes that are missing; does nothing when they are there. */
    void ensureIndexes();

    /** Forgets every document; the indexes stay. */
    void reset();
}
