package almanac.app.api.history;

import almanac.app.api.history.PersonalKind.Category;
import almanac.app.api.history.PersonalKind.Outcome;
import almanac.app.api.history.PersonalKind.Severity;
import almanac.app.web.Instants;
import almanac.history.OwnFilter;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the personal feed is asked for (contract.md 8.1). Lists come with commas, or repeated.
 *
 * @param search part of an action or a description, in any case
 * @param from included
 * @param to not included
 */
record PersonalQuery(
        @Nullable List<String> categories,
        @Nullable List<String> outcomes,
        @Nullable List<String> severities,
        @Nullable List<String> actions,
        @Nullable String search,
        @Nullable String from,
        @Nullable String to,
        @Schema(defaultValue = "true") @Nullable Boolean includeAutomation) {

    private static final List<String> ACTIONS =
            PersonalKind.ALL.stream().map(PersonalKind::action).distinct().toList();

    OwnFilter filter() {
        var automated = includeAutomation == null || includeAutomation;
        var wanted =
                of("categories", categories, PersonalKind::category, Category.class)
                        .and(of("outcomes", outcomes, PersonalKind::outcome, Outcome.class))
                        .and(of("severities", severities, PersonalKind::severity, Severity.class))
                        .and(of("actions", actions, PersonalKind::action, ACTIONS))
                        .and(kind -> search == null || kind.says(search))
                        .and(kind -> automated || !kind.isRun());
        var kinds =
                PersonalKind.ALL.stream()
                        .filter(wanted)
                        .map(PersonalKind::fact)
                        .collect(Collectors.toSet());
        var earliest = instant("from", from);
        var latest = instant("to", to);
        earliest.filter(start -> latest.filter(start::isAfter).isPresent())
                .ifPresent(start -> {
                    throw Rejected.invalid("to", "to must not be before from");
                });
        return new OwnFilter(kinds, automated, earliest, latest);
    }

    private static <E extends Enum<E>> Predicate<PersonalKind> of(
            String field,
            @Nullable List<String> sent,
            Function<PersonalKind, E> property,
            Class<E> type) {
        return of(field, sent, property.andThen(PersonalKind::word), PersonalKind.words(type));
    }

    private static Predicate<PersonalKind> of(
            String field,
            @Nullable List<String> sent,
            Function<PersonalKind, String> word,
            List<String> known) {
        var chosen = chosen(field, sent, known);
        return kind -> chosen.contains(word.apply(kind));
    }

    /** What was sent of the words that are known; all of them where nothing was. */
    private static Collection<String> chosen(
            String field, @Nullable List<String> sent, List<String> known) {
        var words =
                Optional.ofNullable(sent).orElse(List.of()).stream()
                        .flatMap(each -> Arrays.stream(each.split(",")))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toSet());
        words.stream()
                .filter(word -> !known.contains(word))
                .findFirst()
                .ifPresent(word -> {
                    var message = field + " must be of " + String.join(", ", known);
                    throw new Rejected(new Rejection.Invalid(field, message, word));
                });
        return words.isEmpty() ? known : words;
    }

    private static Optional<Instant> instant(String field, @Nullable String sent) {
        return Optional.ofNullable(sent).map(text -> Instants.instant(field, text));
    }
}
