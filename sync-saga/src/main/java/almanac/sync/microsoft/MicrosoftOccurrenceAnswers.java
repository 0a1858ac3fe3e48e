package almanac.sync.microsoft;

import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteObject;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the account answers to single occurrences of a series to which somebody else invites it: an
 * occurrence that says nothing of its own answers as its series does.
 */
final class MicrosoftOccurrenceAnswers {

    /** No object has it, so that the next round reads the series anew. */
    private static final String STALE = "declined";

    private final MailAddress own;
    private final ImportedEntry standing;
    private final ImportedEntry wanted;
    private final SortedMap<LocalDateTime, Answer> due = new TreeMap<>();

    /**
     * @param own the account's address
     * @param standing the series as it stands, with what is answered to the whole of it
     */
    MicrosoftOccurrenceAnswers(MailAddress own, ImportedEntry standing, ImportedEntry wanted) {
        this.own = own;
        this.standing = standing;
        this.wanted = wanted;
        for (var start : MicrosoftOccurrences.starts(standing, wanted)) {
            if (!standing.exclusions().contains(start) && !wanted.exclusions().contains(start)) {
                dueAt(start).ifPresent(answer -> due.put(start, answer));
            }
        }
    }

    /** What is wanted, but that what was declined there and is gone does not come back. */
    static ImportedEntry meant(MailAddress own, ImportedEntry standing, ImportedEntry wanted) {
        var gone =
                wanted.overrides().stream()
                        .filter(each -> standing.exclusions().contains(each.originalStart()))
                        .filter(each -> declines(answer(own, each.details())))
                        .map(ImportedOverride::originalStart)
                        .collect(Collectors.toSet());
        var exclusions = new ArrayList<>(wanted.exclusions());
        exclusions.addAll(gone);
        return wanted.withExceptions(
                exclusions.stream().distinct().sorted().toList(),
                wanted.overrides().stream()
                        .filter(each -> !gone.contains(each.originalStart()))
                        .toList());
    }

    private static Optional<Answer> answer(MailAddress own, Details details) {
        return details.people().attendee(own).map(attendee -> attendee.answer());
    }

    private static boolean declines(Optional<Answer> answer) {
        return answer.filter(each -> each.response() == Response.DECLINED).isPresent();
    }

    /** Who is not invited to an occurrence cannot answer it. */
    private Optional<Answer> dueAt(LocalDateTime start) {
        var from = answer(own, MicrosoftOccurrences.at(standing, start).details());
        var to = answer(own, MicrosoftOccurrences.at(wanted, start).details());
        return from.flatMap(now -> to.filter(then -> differs(now, then)));
    }

    /** The comment of the series' answer was told with that; Graph gives none back. */
    private boolean differs(Answer now, Answer then) {
        var inherited = answer(own, wanted.details()).equals(Optional.of(then));
        return inherited ? now.response() != then.response() : !now.equals(then);
    }

    boolean none() {
        return due.isEmpty();
    }

    /**
     * Answers each occurrence that can be answered.
     *
     * @throws ProviderFailed Unsupported where nothing was sent; Refused, when all others are
     *     answered, where Outlook does not take some
     */
    void send(MicrosoftEvents events, MicrosoftInstances instances) {
        var each = new MicrosoftOneByOne();
        due.forEach((start, answer) ->
                each.write(start, () -> events.answer(instances.at(start), answer)));
        each.end();
    }

    /**
     * The series as it was answered. Exchange takes what is declined out of the calendar: this is
     * said in a version that stands no more, so that it comes to us as everything that happens
     * there.
     */
    RemoteObject asAnswered(RemoteObject now) {
        var gone =
                due.keySet().stream()
                        .filter(start -> declines(Optional.ofNullable(due.get(start))))
                        .filter(now.content().exclusions()::contains)
                        .collect(Collectors.toSet());
        return gone.isEmpty()
                ? now
                : new RemoteObject(
                        now.id(),
                        STALE,
                        STALE,
                        declined(now.content(), gone),
                        now.standing(),
                        now.operation(),
                        now.updatedAt());
    }

    private ImportedEntry declined(ImportedEntry content, Set<LocalDateTime> gone) {
        var overrides = new ArrayList<>(content.overrides());
        for (var start : gone) {
            var before = MicrosoftOccurrences.at(standing, start);
            var answered =
                    before.details().with(new Change.Answered(own, Answer.of(Response.DECLINED)));
            overrides.add(new ImportedOverride(start, answered, before.span()));
        }
        overrides.sort(Comparator.comparing(ImportedOverride::originalStart));
        return content.withExceptions(
                content.exclusions().stream().filter(start -> !gone.contains(start)).toList(),
                overrides);
    }
}
