package almanac.query.history;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import almanac.automation.RuleId;
import almanac.automation.RunId;
import almanac.history.FactKind;
import almanac.query.automation.Runs;
import almanac.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which facts tell of something that went wrong. Their type says so, except at the end of a run of
 * a rule, where the run does.
 */
final class Failures {

    private static final Set<String> FAILED = Set.of("connection.failed");
    private static final String RUN_ENDED = "rule.run-ended";
    private static final String RULE_CREATED = "rule.created";
    private static final Pattern RULE_OF_RUN = Pattern.compile("(?<=^run-)\\d+");

    private final HistoryLog log;
    private final Runs runs;

    Failures(HistoryLog log, Runs runs) {
        this.log = log;
        this.runs = runs;
    }

    /** Of which kind each of these lines is. */
    Function<Document, FactKind> among(Collection<Document> lines) {
        var ended = lines.stream().filter(Failures::endsRun);
        var rules = ended.map(line -> rule(line.getString(HistoryLog.STREAM)));
        var refused = refused(rules.collect(Collectors.toSet()));
        return line ->
                new FactKind(
                        line.getString(HistoryLog.TYPE),
                        endsRun(line)
                                ? refused.contains(line.getString(HistoryLog.STREAM))
                                : FAILED.contains(line.getString(HistoryLog.TYPE)));
    }

    /** A user's lines of these kinds; runs are asked only where they are not all alike wanted. */
    Bson of(UserId user, Set<FactKind> kinds) {
        var types =
                kinds.stream()
                        .filter(kind -> kind.failed() == FAILED.contains(kind.type()))
                        .map(FactKind::type)
                        .collect(Collectors.toSet());
        var well = types.remove(RUN_ENDED);
        var badly = kinds.contains(new FactKind(RUN_ENDED, true));
        if (well && badly) {
            types.add(RUN_ENDED);
        }
        var others = in(HistoryLog.TYPE, types);
        if (well == badly) {
            return others;
        }
        var refused = refused(rulesOf(user));
        var runs = well ? nin(HistoryLog.STREAM, refused) : in(HistoryLog.STREAM, refused);
        return or(others, and(eq(HistoryLog.TYPE, RUN_ENDED), runs));
    }

    private Set<String> refused(Collection<RuleId> rules) {
        return runs.refused(rules).stream().map(RunId::toString).collect(Collectors.toSet());
    }

    /** Also those that were deleted since. */
    private List<RuleId> rulesOf(UserId user) {
        return log.begunBy(user, RULE_CREATED, Long.MAX_VALUE).stream()
                .map(stream -> stream.substring("rule-".length()))
                .map(number -> new RuleId(Long.parseLong(number)))
                .toList();
    }

    /** Whether the run has to be asked. */
    static boolean endsRun(Document line) {
        return line.getString(HistoryLog.TYPE).equals(RUN_ENDED);
    }

    private static RuleId rule(String run) {
        var number = RULE_OF_RUN.matcher(run).results().findFirst().orElseThrow();
        return new RuleId(Long.parseLong(number.group()));
    }
}
