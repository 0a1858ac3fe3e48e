package almanac.sync.caldav;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Wording;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may do what with a meeting, and who tells the people (RFC 6638). Servers send no mail for
 * what we write: lines of ours say {@code SCHEDULE-AGENT=CLIENT}. Lines that stand keep their
 * agent, since a change of it makes a server send a cancellation (3.2.1.2).
 */
final class Scheduling {

    private static final String NO_MAIL = "SCHEDULE-AGENT=CLIENT";

    private Scheduling() {}

    static Standing standing(RemoteCalendar calendar, Home home, ImportedEntry content) {
        return switch (calendar.rights()) {
            case BUSY_ONLY -> Standing.BUSY_ONLY;
            case OWNER, WRITER, READER -> invited(home, content) ? Standing.INVITED : Standing.OURS;
        };
    }

    private static boolean invited(Home home, ImportedEntry content) {
        var people = content.details().people();
        return people.organizer().filter(one -> !home.is(one.address())).isPresent()
                && people.attendees().stream().anyMatch(one -> home.is(one.address()));
    }

    /** As it is written for the first time. */
    static ImportedEntry silent(ImportedEntry content) {
        return new ImportedEntry(
                content.uid(),
                silent(content.details()),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(), silent(each.details()), each.span()))
                        .toList());
    }

    static Details silent(Details details) {
        return People.reworded(details, (address, wording) -> silent(wording));
    }

    /** As somebody is written who was not there. */
    static Wording silent(Wording wording) {
        return Marks.of(wording).isEmpty() ? plus(wording, List.of(NO_MAIL)) : wording;
    }

    static Wording plus(Wording wording, List<String> marks) {
        var parameters = new ArrayList<>(wording.parameters());
        parameters.addAll(marks);
        return new Wording(wording.uri(), parameters);
    }

    /**
     * Whether the account does no more than to answer for itself: for all of it, or for an
     * occurrence that otherwise stays as it is.
     */
    static boolean answersOnly(Home home, ImportedEntry known, ImportedEntry wanted) {
        if (!unanswered(home, known.details()).equals(unanswered(home, wanted.details()))
                || !known.span().equals(wanted.span())
                || !known.recurrence().equals(wanted.recurrence())
                || !known.exclusions().equals(wanted.exclusions())
                || wanted.overrides().size() < known.overrides().size()) {
            return false;
        }
        return wanted.overrides().stream().allMatch(override -> allowed(home, known, override));
    }

    private static boolean allowed(Home home, ImportedEntry known, ImportedOverride wanted) {
        var details = unanswered(home, wanted.details());
        return known.overrides().stream()
                .filter(each -> each.originalStart().equals(wanted.originalStart()))
                .findFirst()
                .map(standing ->
                        standing.span().equals(wanted.span())
                                && unanswered(home, standing.details()).equals(details))
                .orElseGet(() ->
                        wanted.span().localStart().equals(wanted.originalStart())
                                && wanted.span().shape().equals(known.span().shape())
                                && unanswered(home, known.details()).equals(details));
    }

    private static Details unanswered(Home home, Details details) {
        var changes =
                details.people().attendees().stream()
                        .map(one -> one.address())
                        .filter(home::is)
                        .<Change>map(own -> new Change.Answered(own, Answer.NONE))
                        .toList();
        return details.withAll(changes);
    }
}
