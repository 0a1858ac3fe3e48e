package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values that people gave, as texts: each was given once, so that it can be found again. */
final class Tokens {

    private Tokens() {}

    static Set<String> of(ImportedEntry content) {
        var snapshot = Snapshot.of(content);
        var tokens = new HashSet<String>();
        Details.titled("").changesTo(content.details()).forEach(change -> add(tokens, change));
        add(tokens, new Change.When(content.span()));
        add(tokens, new Change.Repeats(content.span(), content.recurrence(), Optional.empty()));
        snapshot.occurrences()
                .forEach((key, own) -> {
                    // outside of its rule an exception says when, though nobody ever did
                    var plain = new Change.When(snapshot.segment().at(snapshot.startOf(key)));
                    own.fields().values().stream()
                            .filter(change -> !change.equals(plain))
                            .forEach(change -> add(tokens, change));
                });
        return tokens;
    }

    static Set<String> of(Own own) {
        var tokens = new HashSet<String>();
        own.fields().values().forEach(change -> add(tokens, change));
        return tokens;
    }

    static Set<String> of(Disagreement disagreement) {
        var tokens = new HashSet<String>();
        Stream.of(disagreement.base(), disagreement.local(), disagreement.remote())
                .flatMap(Optional::stream)
                .forEach(change -> add(tokens, change));
        return tokens;
    }

    private static void add(Set<String> tokens, Change change) {
        switch (change) {
            case Change.Title(var to) -> tokens.add("title " + to.strip());
            case Change.Description(var to) -> to.ifPresent(text -> tokens.add(text));
            case Change.Location(var to) -> to.ifPresent(text -> tokens.add(text));
            case Change.Color(var to) -> to.ifPresent(text -> tokens.add(text));
            case Change.Notes(var to) -> to.ifPresent(text -> tokens.add(text));
            case Change.Tags(var to) -> tokens.addAll(to);
            case Change.Extras(var to) -> tokens.addAll(to);
            case Change.When(var to) -> tokens.add("when " + local(to));
            case Change.Repeats(var first, var to, var numbering, var survivor) ->
                    to.flatMap(Recurrence::rule).ifPresent(rule -> tokens.add(rule.text()));
            default -> {} // not given once: a status is one of three
        }
    }

    private static String local(Span span) {
        return switch (span) {
            case Span.Timed timed -> timed.start() + " " + timed.end();
            case Span.AllDay allDay -> allDay.start() + " " + allDay.end();
        };
    }
}
