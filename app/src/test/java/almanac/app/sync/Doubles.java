package almanac.app.sync;

import almanac.entry.ImportedEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What people made stand twice in one calendar: who moves a thing beside its like while a calendar
 * is untied sees both. While all are tied, no like is there but one that sync made.
 */
final class Doubles {

    private final BooleanSupplier untied;
    private final Set<String> made = new HashSet<>();

    /**
     * @param untied whether a calendar is not in sync now
     */
    Doubles(BooleanSupplier untied) {
        this.untied = untied;
    }

    /** A person moved that to where these are. */
    void moved(ImportedEntry what, Collection<ImportedEntry> there) {
        if (untied.getAsBoolean()
                && there.stream().map(Doubles::look).anyMatch(look(what)::equals)) {
            made.add(look(what));
        }
    }

    boolean areWanted(ImportedEntry what) {
        return made.contains(look(what));
    }

    /** By which a person knows it. */
    static String look(ImportedEntry content) {
        return content.details().title().strip() + " " + content.span();
    }
}
