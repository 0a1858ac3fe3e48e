package almanac.sync.mail;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.time.Shape;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody who is invited may know of an object: no occurrence they are not invited to, and
 * nothing that its owner keeps for themselves, such as notes.
 *
 * @param invited whether to the whole of it
 * @param object with the exceptions they see; of no account unless invited
 * @param own the occurrences that differ and that they are invited to, by original start
 */
record Sight(
        boolean invited,
        ImportedEntry object,
        SortedMap<LocalDateTime, ImportedOverride> own,
        SortedSet<LocalDateTime> missing) {

    static Sight of(ImportedEntry part, MailAddress who) {
        var own = new TreeMap<LocalDateTime, ImportedOverride>();
        var missing = new TreeSet<>(part.exclusions());
        for (var override : part.overrides()) {
            if (attends(override.details(), who)) {
                own.put(
                        override.originalStart(),
                        new ImportedOverride(
                                override.originalStart(),
                                open(override.details()),
                                override.span()));
            } else {
                missing.add(override.originalStart());
            }
        }
        var object =
                new ImportedEntry(
                        part.uid(),
                        open(part.details()),
                        part.span(),
                        part.recurrence(),
                        List.copyOf(missing),
                        List.copyOf(own.values()));
        return new Sight(attends(part.details(), who), object, own, missing);
    }

    private static boolean attends(Details details, MailAddress who) {
        return details.status() != Status.CANCELLED && details.people().attendee(who).isPresent();
    }

    /** An occurrence as they see it; empty where there is none for them. */
    Optional<ImportedOverride> at(LocalDateTime start) {
        var differing = Optional.ofNullable(own.get(start));
        return differing.isPresent() || !invited || missing.contains(start)
                ? differing
                : Optional.of(new ImportedOverride(start, object.details(), usual(start)));
    }

    private Span usual(LocalDateTime start) {
        return switch (object.span().shape()) {
            case Shape.Timed timed -> timed.at(start.toLocalTime()).on(start.toLocalDate());
            case Shape.AllDay days -> days.on(start.toLocalDate());
        };
    }

    /** What the whole of it says to them, for a comparison. */
    Frame frame(MailAddress who) {
        return new Frame(
                compared(object.details(), who), object.span(), object.recurrence(), object.uid());
    }

    record Frame(Details details, Span span, Optional<Recurrence> recurrence, String uid) {}

    /** Without who else is invited, and without answers: nobody is told of those. */
    static Details compared(Details details, MailAddress who) {
        var self =
                details.people().attendee(who).stream()
                        .map(attendee -> new Attendee(attendee.invitee(), Answer.NONE))
                        .toList();
        return details.with(new Meeting(Optional.empty(), self, 0));
    }

    /** What may be told: not what the owner marks, notes and tags, nor lines we cannot read. */
    static Details open(Details details) {
        return new Details(
                details.title(),
                details.description(),
                details.location(),
                details.status(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                details.meeting().map(Sight::discreet));
    }

    /** What somebody wrote to the organizer with their answer is nobody else's. */
    private static Meeting discreet(Meeting meeting) {
        return new Meeting(
                meeting.organizer(),
                meeting.attendees().stream()
                        .map(each ->
                                new Attendee(each.invitee(), Answer.of(each.answer().response())))
                        .toList(),
                meeting.sequence());
    }
}
