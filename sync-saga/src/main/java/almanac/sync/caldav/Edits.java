package almanac.sync.caldav;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Lays what is wanted over what stands at the server: a field that is wanted as it was known stays
 * as it stands.
 */
final class Edits {

    private Edits() {}

    /**
     * @param standing as the server holds it, with marks
     * @param known what we were told of it
     */
    static ImportedEntry applied(
            ImportedEntry standing, ImportedEntry known, ImportedEntry wanted) {
        var exclusions =
                new HashSet<>(known.exclusions()).equals(new HashSet<>(wanted.exclusions()))
                        ? standing.exclusions()
                        : wanted.exclusions();
        var moved =
                !known.span().equals(wanted.span())
                        || !known.recurrence().equals(wanted.recurrence());
        var details = applied(standing.details(), known.details(), wanted.details());
        return new ImportedEntry(
                standing.uid(),
                moved ? renumbered(details, known.details(), wanted.details()) : details,
                known.span().equals(wanted.span()) ? standing.span() : wanted.span(),
                known.recurrence().equals(wanted.recurrence())
                        ? standing.recurrence()
                        : wanted.recurrence(),
                exclusions,
                wanted.overrides().stream().map(each -> override(standing, known, each)).toList());
    }

    /** A meeting at another time is a new version of the invitation (RFC 5546 2.1.4). */
    private static Details renumbered(Details details, Details known, Details wanted) {
        var people = details.people();
        var told = known.people().sequence() != wanted.people().sequence();
        return told || people.organizer().isEmpty()
                ? details
                : details.with(new Change.SequenceTo(people.sequence() + 1));
    }

    private static ImportedOverride override(
            ImportedEntry standing, ImportedEntry known, ImportedOverride wanted) {
        var before = find(known, wanted.originalStart());
        var there = find(standing, wanted.originalStart());
        if (before.isEmpty() || there.isEmpty()) {
            return new ImportedOverride(
                    wanted.originalStart(),
                    added(standing.details(), wanted.details()),
                    wanted.span());
        }
        return new ImportedOverride(
                wanted.originalStart(),
                applied(there.get().details(), before.get().details(), wanted.details()),
                before.get().span().equals(wanted.span()) ? there.get().span() : wanted.span());
    }

    private static Optional<ImportedOverride> find(ImportedEntry in, LocalDateTime original) {
        return in.overrides().stream()
                .filter(each -> each.originalStart().equals(original))
                .findFirst();
    }

    private static Details applied(Details standing, Details known, Details wanted) {
        var result = standing;
        for (var change : known.changesTo(wanted)) {
            result = result.with(marked(change, standing, known));
        }
        return result;
    }

    private static Change marked(Change change, Details standing, Details known) {
        return switch (change) {
            case Change.Extras(var to) ->
                    new Change.Extras(extras(standing.extras(), known.extras(), to));
            case Change.Invited(var to) ->
                    new Change.Invited(
                            People.reworded(to, (who, wording) -> agent(standing, who, wording)));
            case Change.OrganizerTo(var to) ->
                    new Change.OrganizerTo(
                            to.map(one ->
                                    People.reworded(
                                            one, (who, wording) -> agent(standing, who, wording))));
            default -> change;
        };
    }

    /** An occurrence that gets a component of its own: people keep the agent that they have. */
    private static Details added(Details master, Details wanted) {
        return People.reworded(wanted, (who, wording) -> agent(master, who, wording));
    }

    private static Wording agent(Details standing, MailAddress who, Wording wording) {
        var there =
                standing.people()
                        .attendee(who)
                        .map(one -> one.invitee())
                        .map(Invitee::wording)
                        .or(() ->
                                standing.people()
                                        .organizer()
                                        .filter(one -> one.address().same(who))
                                        .map(Organizer::wording));
        return there.map(line -> Scheduling.plus(wording, Marks.of(line)))
                .orElseGet(() -> Scheduling.silent(wording));
    }

    /** Lines of ours come and go; those that we were not told of stay where they are. */
    private static List<String> extras(
            List<String> standing, List<String> known, List<String> wanted) {
        var untold = new ArrayList<>(standing);
        known.forEach(untold::remove);
        // in front, so that a component in the midst of the others cannot be torn apart
        untold.addAll(wanted);
        return untold;
    }
}
