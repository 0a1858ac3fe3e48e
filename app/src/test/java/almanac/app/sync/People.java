package almanac.app.sync;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Who lives: one who works here, and one for each account. What each of them gives is noted. */
final class People {

    private static final String HERE = "here";
    private static final List<Change> NOT_HELD =
            List.of(
                    new Change.Notes(Optional.empty()),
                    new Change.Tags(List.of()),
                    new Change.Extras(List.of()));

    private final UnaryOperator<ImportedEntry> holds;
    private final LocalPerson local;
    private final Given given;
    private final SplittableRandom random;
    private final List<SimulatedAccount> accounts = new ArrayList<>();

    /**
     * @param holds what of a content a provider keeps
     */
    People(
            UnaryOperator<ImportedEntry> holds,
            LocalPerson local,
            Given given,
            SplittableRandom random) {
        this.holds = holds;
        this.local = local;
        this.given = given;
        this.random = random;
    }

    /** What a provider with few fields keeps of a content. */
    static ImportedEntry poorer(ImportedEntry content) {
        return new ImportedEntry(
                content.uid(),
                poorer(content.details()),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides().stream()
                        .map(own ->
                                new ImportedOverride(
                                        own.originalStart(), poorer(own.details()), own.span()))
                        .toList());
    }

    private static Details poorer(Details details) {
        return details.withAll(NOT_HELD);
    }

    void add(SimulatedAccount account) {
        accounts.add(account);
    }

    List<SimulatedAccount> accounts() {
        return accounts;
    }

    SimulatedAccount any() {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** Somebody here does something; answers what. */
    String here() {
        return here(local::act);
    }

    /** Somebody here does just this; answers what. */
    String here(Supplier<String> act) {
        return acting(HERE, this::ours, act);
    }

    /** Somebody at a provider does something; answers what. */
    String there() {
        var account = any();
        return there(account, account.person()::act);
    }

    /** Somebody at this provider does just this; answers what. */
    String there(SimulatedAccount account, Supplier<String> act) {
        return account.kind() + " " + acting(account.kind(), account.person()::everything, act);
    }

    /** Whether somebody here removed it. */
    boolean hasRemoved(EntryId entry) {
        return given.hasRemoved(HERE, entry.toString());
    }

    private String acting(
            String name, Supplier<Map<String, List<ImportedEntry>>> side, Supplier<String> act) {
        var what = new StringBuilder();
        given.acting(name, side, () -> what.append(act.get()));
        return what.toString();
    }

    /** Settles a conflict, where there is one; answers which. */
    String settles() {
        return here(local::settle);
    }

    /**
     * Ours, without what the provider does not hold: who deletes there deletes that too, and never
     * saw it.
     */
    Map<String, List<ImportedEntry>> ours() {
        var all = local.everything();
        all.replaceAll((entry, parts) -> held(parts));
        return all;
    }

    List<ImportedEntry> held(List<ImportedEntry> contents) {
        return contents.stream().map(holds).toList();
    }
}
