package almanac.sync.reconcile;

import almanac.entry.ImportedEntry;
import java.util.Optional;

/**
 * An object as both sides have it, and as they had it when they last agreed. Both bases are there
 * or none is: without them the two were never linked.
 *
 * @param baseLocal ours when both agreed
 * @param local ours now; empty where we have none or deleted it
 * @param baseRemote the provider's when both agreed, as it returned it
 * @param remote the provider's now; empty where it has none or deleted it
 */
public record Sides(
        Optional<ImportedEntry> baseLocal,
        Optional<ImportedEntry> local,
        Optional<ImportedEntry> baseRemote,
        Optional<ImportedEntry> remote) {

    public Sides {
        if (baseLocal.isPresent() != baseRemote.isPresent()) {
            throw new IllegalArgumentException("both sides have a base or none has");
        }
    }

    /** Two that were never linked. */
    public static Sides unlinked(Optional<ImportedEntry> local, Optional<ImportedEntry> remote) {
        return new Sides(Optional.empty(), local, Optional.empty(), remote);
    }

    /** Two that agreed on these bases. */
    public static Sides linked(
            Bases bases, Optional<ImportedEntry> local, Optional<ImportedEntry> remote) {
        return new Sides(Optional.of(bases.local()), local, Optional.of(bases.remote()), remote);
    }

    boolean linked() {
        return baseLocal.isPresent();
    }
}
