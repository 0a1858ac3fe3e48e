package almanac.sync.reconcile;

import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.recurrence.Budget;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * An object of which our side made several parts since both last agreed. What a person did to it at
 * the provider was done to all of them: each part is brought together with what the object says of
 * its days, as if the provider had split it where ours was.
 */
public final class Split {

    private final Sides whole;
    private final Views views;

    private Split(Sides whole) {
        this.whole = whole;
        this.views = Views.linked(whole);
    }

    /** Of an object that both sides have; ours is the part that goes on being the object. */
    public static Optional<Split> of(Sides whole) {
        return Optional.of(whole)
                .filter(Sides::linked)
                .filter(each -> each.local().isPresent() && each.remote().isPresent())
                .map(Split::new);
    }

    /**
     * One of the parts; empty where the object had none of its days when both agreed.
     *
     * @param part ours
     * @param from where it begins, in the time of the part that goes on being the object
     * @param before where the next begins, likewise
     */
    public Optional<Sides> part(ImportedEntry part, LocalDateTime from, LocalDateTime before) {
        var baseLocal = stretch(whole.baseLocal(), views.baseLocal(), from, before);
        var baseRemote = stretch(whole.baseRemote(), views.baseRemote(), from, before);
        return baseLocal.isPresent() && baseRemote.isPresent()
                ? Optional.of(
                        new Sides(
                                baseLocal,
                                Optional.of(part),
                                baseRemote,
                                stretch(whole.remote(), views.remote(), from, before)))
                : Optional.empty();
    }

    /** Ours as a whole, had only the provider edited it: all else is still to be pushed. */
    public ImportedEntry beforeOurs() {
        return views.beforeOurs().content();
    }

    private Optional<ImportedEntry> stretch(
            Optional<ImportedEntry> content,
            Snapshot named,
            LocalDateTime from,
            LocalDateTime before) {
        return content.flatMap(
                each -> EntryPart.stretch(each, bound(named, from), bound(named, before)));
    }

    /**
     * Where another state of the object is split. Of a day that was split before its first
     * occurrence all belongs to what follows: a date that was added may not move as the rule does.
     */
    private LocalDateTime bound(Snapshot named, LocalDateTime ours) {
        if (ours.equals(LocalDateTime.MAX)) {
            return ours;
        }
        var there = named.startOf(views.local().key(ours));
        var before = views.baseLocal().startOf(views.local().key(ours));
        var earlier =
                views.baseLocal()
                        .segment()
                        .starts()
                        .startsBetween(before.toLocalDate().atStartOfDay(), before, Budget.usual());
        return earlier.hasNext() ? there : there.toLocalDate().atStartOfDay();
    }
}
