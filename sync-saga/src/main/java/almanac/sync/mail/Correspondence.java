package almanac.sync.mail;

import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.OccurrenceKey;
import almanac.entry.Organizer;
import almanac.icalendar.ICalendarWriter.Method;
import almanac.sync.mail.Letter.Enclosure;
import almanac.sync.mail.Letter.Tone;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who has to be told what of one change. The organizer tells those who are invited; somebody who is
 * invited by others tells only the organizer, and only their own answer (RFC 5546 2.1.3).
 */
final class Correspondence {

    private Correspondence() {}

    /**
     * One letter for each person, by address; nobody is told what does not concern them.
     *
     * @param own addresses of those who can be the organizer here, the calendar's owner first
     */
    static List<Letter> of(Commit commit, List<Organizer> own) {
        return of(commit, own, who -> true);
    }

    /** What this person is told. */
    static Optional<Letter> to(MailAddress person, Commit commit, List<Organizer> own) {
        return of(commit, own, person::same).stream().findFirst();
    }

    private static List<Letter> of(
            Commit commit, List<Organizer> own, Predicate<MailAddress> whom) {
        var organizer = commit.place().flatMap(Correspondence::organizer);
        var self = organizer.isEmpty() ? own.stream().findFirst() : among(own, organizer.get());
        return self.map(me -> told(commit, me, whom))
                .orElseGet(() ->
                        answered(commit, own).stream().filter(l -> whom.test(l.to())).toList());
    }

    private static Optional<Organizer> among(List<Organizer> own, Organizer organizer) {
        return own.stream().anyMatch(each -> each.address().same(organizer.address()))
                ? Optional.of(organizer)
                : Optional.empty();
    }

    private static Optional<Organizer> organizer(EntryState.Live entry) {
        return EntryPart.of(entry).stream()
                .flatMap(part -> everyDetails(part.content()))
                .flatMap(details -> details.people().organizer().stream())
                .findFirst();
    }

    private static List<Letter> told(Commit commit, Organizer me, Predicate<MailAddress> whom) {
        var before = parts(commit.before());
        var after = parts(commit.after());
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var letters = new ArrayList<Letter>();
        for (var who : people(before, after)) {
            if (whom.test(who) && !who.same(me.address())) {
                var enclosures =
                        keys.stream()
                                .flatMap(key ->
                                        PartNews.of(
                                                Optional.ofNullable(before.get(key)),
                                                Optional.ofNullable(after.get(key)),
                                                who)
                                                .stream())
                                .map(each -> Dressing.of(each, me, who, commit.significance()))
                                .toList();
                if (!enclosures.isEmpty()) {
                    letters.add(new Letter(who, enclosures));
                }
            }
        }
        return letters;
    }

    private static Map<OccurrenceKey, ImportedEntry> parts(EntryState state) {
        var parts = new TreeMap<OccurrenceKey, ImportedEntry>();
        if (state instanceof EntryState.Live live) {
            EntryPart.of(live).forEach(part -> parts.put(part.from(), part.content()));
        }
        return parts;
    }

    private static Set<MailAddress> people(
            Map<OccurrenceKey, ImportedEntry> before, Map<OccurrenceKey, ImportedEntry> after) {
        var people = new TreeSet<>(MailAddress.BY_PERSON);
        Stream.concat(before.values().stream(), after.values().stream())
                .flatMap(Correspondence::everyDetails)
                .flatMap(details -> details.people().attendees().stream())
                .map(Attendee::address)
                .forEach(people::add);
        return people;
    }

    private static Stream<Details> everyDetails(ImportedEntry part) {
        return Stream.concat(
                Stream.of(part.details()),
                part.overrides().stream().map(ImportedOverride::details));
    }

    /** What one of us answered to an organizer elsewhere. */
    private static List<Letter> answered(Commit commit, List<Organizer> own) {
        var replies = new LinkedHashSet<Letter>();
        if (commit.after() instanceof EntryState.Live live) {
            for (var fact : commit.facts()) {
                switch (fact) {
                    case EntryFact.EntryUpdated(var id, var changes) ->
                            answers(changes, own)
                                    .forEach(who -> reply(live, who).ifPresent(replies::add));
                    case EntryFact.OccurrenceUpdated(var id, var key, var changes) ->
                            answers(changes, own)
                                    .forEach(who -> reply(live, key, who).ifPresent(replies::add));
                    default -> {}
                }
            }
        }
        return List.copyOf(replies);
    }

    private static List<MailAddress> answers(List<Change> changes, List<Organizer> own) {
        return changes.stream()
                .filter(Change.Answered.class::isInstance)
                .map(change -> ((Change.Answered) change).address())
                .filter(who -> own.stream().anyMatch(each -> each.address().same(who)))
                .toList();
    }

    private static Optional<Letter> reply(EntryState.Live entry, MailAddress who) {
        return EntryPart.of(entry).stream()
                .map(EntryPart::content)
                .findFirst()
                .flatMap(part ->
                        answer(part.details(), who)
                                .map(details -> reply(part, details, Optional.empty())));
    }

    private static Optional<Letter> reply(
            EntryState.Live entry, OccurrenceKey key, MailAddress who) {
        var part = EntryPart.of(entry).stream().map(EntryPart::content).findFirst();
        return entry.occurrence(key)
                .flatMap(there ->
                        answer(there.details(), who)
                                .map(details ->
                                        new ImportedOverride(
                                                there.originalStart(), details, there.span())))
                .flatMap(there -> part.map(of -> reply(of, there.details(), Optional.of(there))));
    }

    /** Only their own line goes back. */
    private static Optional<Details> answer(Details details, MailAddress who) {
        var meeting = details.people();
        return meeting.organizer().isEmpty()
                ? Optional.empty()
                : meeting.attendee(who)
                        .map(self ->
                                Sight.open(details)
                                        .with(
                                                new Meeting(
                                                        meeting.organizer(),
                                                        List.of(self),
                                                        meeting.sequence())));
    }

    private static Letter reply(
            ImportedEntry part, Details details, Optional<ImportedOverride> occurrence) {
        return new Letter(
                details.people().organizer().orElseThrow().address(),
                List.of(
                        new Enclosure(
                                Method.REPLY,
                                Tone.ANSWERED,
                                new ImportedEntry(
                                        part.uid(),
                                        details,
                                        part.span(),
                                        Optional.empty(),
                                        List.of(),
                                        occurrence.stream().toList()),
                                occurrence.isEmpty())));
    }
}
