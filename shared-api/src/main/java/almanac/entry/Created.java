package almanac.entry;

/** The state that a creation begins. */
final class Created {

    private Created() {}

    static EntryState from(EntryFact fact) {
        if (!(fact instanceof EntryFact.EntryCreated created)) {
            throw new IllegalStateException("no entry yet, so this cannot follow: " + fact);
        }
        var single =
                new SingleEntry(
                        created.entry(),
                        created.calendar(),
                        created.uid(),
                        created.creator(),
                        created.details(),
                        created.span());
        return created.recurrence()
                .<EntryState>map(recurrence ->
                        single.repeating(
                                created.span(), recurrence, created.numbering().orElseThrow()))
                .orElse(single);
    }
}
