package almanac.app.sync;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.RemoteObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * What people made stand twice: who moves a thing beside its like while a calendar is untied sees
 * both. While all are tied, no like is there but one that sync made. And who moves what sync does
 * not know to have made yet to a calendar that it does not read has it made again, and sees both
 * once that calendar is tied.
 */
final class Doubles {

    private final BooleanSupplier untied;
    private final BiPredicate<RemoteObject, String> unheardOf;
    private final Set<String> made = new HashSet<>();

    /**
     * @param untied whether something may be in a calendar that is not in sync now
     * @param unheardOf whether the answer to the creation of an object was lost, and the calendar
     *     to which it is moved is not in sync now
     */
    Doubles(BooleanSupplier untied, BiPredicate<RemoteObject, String> unheardOf) {
        this.untied = untied;
        this.unheardOf = unheardOf;
    }

    /** A person moved that to where these are. */
    void moved(ImportedEntry what, Collection<ImportedEntry> there) {
        if (untied.getAsBoolean()) {
            broughtBack(what, there);
        }
    }

    /** A person brought that back while these are there. */
    void broughtBack(ImportedEntry what, Collection<ImportedEntry> there) {
        if (there.stream().map(Doubles::look).anyMatch(look(what)::equals)) {
            made.add(look(what));
        }
    }

    /** A person moved that to a calendar at the provider. */
    void moved(RemoteObject object, String to, Collection<ImportedEntry> there) {
        moved(object.content(), there);
        if (unheardOf.test(object, to)) {
            made.add(look(object.content()));
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
