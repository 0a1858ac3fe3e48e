package almanac.query.rebuild;

/**
 * A read model in one version of its making; another version is made beside it, never in its place.
 *
 * @param version at least 1; goes up when the same facts would give other documents
 */
public record ReadModel(String name, int version) {

    /** The collection that holds this version as it was first made. */
    public String collection() {
        return name + "_v" + version;
    }

    /**
     * The collection that holds this version as it was made again.
     *
     * @param generation 0 for the first making
     */
    public String collection(int generation) {
        return generation == 0 ? collection() : collection() + "_g" + generation;
    }
}
