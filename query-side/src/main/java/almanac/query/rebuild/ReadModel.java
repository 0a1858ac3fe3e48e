package almanac.query.rebuild;

/**
 * A read model in one version of its making; another version is made beside it, never in its place.
 *
 * @param version at least 1; goes up when the same facts would give other documents
 */
public record ReadModel(String name, int version) {

    /** The collection that holds this version. */
    public String collection() {
        return name + "_v" + version;
    }
}
