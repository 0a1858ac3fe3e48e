package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.time.Span;
import almanac.time.SpanEdit;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an entry. */
public sealed interface EntryCommand {

    /** How many tags an entry may have (contract 2.2). */
    int MOST_TAGS = 50;

    EntryId entry();

    /** Puts a new entry on a calendar; with a recurrence it is a series. */
    record CreateEntry(
            @TargetAggregateIdentifier EntryId entry,
            CalendarId calendar,
            String uid,
            UserId creator,
            Details details,
            Span span,
            Optional<Recurrence> recurrence)
            implements EntryCommand {}

    /**
     * Changes the fields that are sent, in the scope. On a single entry the scope is of no account;
     * on a series without {@code occurrence} THIS means its first occurrence.
     *
     * @param changes detail changes only; time and recurrence have fields of their own
     * @param recurrence present: the new recurrence; present and empty: no recurrence any more
     * @param expectedRevision refuses with StaleRevision when the stream is elsewhere
     * @param to the calendar to which the whole entry moves, whatever the scope
     * @param absences of the series, or of its first part where it is split
     * @param datesStay whether added dates, not shown to the sender, stay beside a new recurrence
     */
    record UpdateEntry(
            @TargetAggregateIdentifier EntryId entry,
            Optional<OccurrenceKey> occurrence,
            Scope scope,
            List<Change> changes,
            Optional<SpanEdit> span,
            Optional<Optional<Recurrence>> recurrence,
            OptionalLong expectedRevision,
            Optional<CalendarId> to,
            Absences absences,
            boolean datesStay)
            implements EntryCommand {

        /** The same for an entry that stays on its calendar; a recurrence names all dates. */
        public UpdateEntry(
                EntryId entry,
                Optional<OccurrenceKey> occurrence,
                Scope scope,
                List<Change> changes,
                Optional<SpanEdit> span,
                Optional<Optional<Recurrence>> recurrence,
                OptionalLong expectedRevision) {
            this(
                    entry,
                    occurrence,
                    scope,
                    changes,
                    span,
                    recurrence,
                    expectedRevision,
                    Optional.empty(),
                    Absences.AS_BEFORE,
                    false);
        }
    }

    /** Deletes one occurrence, it and all later ones, or everything. */
    record DeleteEntry(
            @TargetAggregateIdentifier EntryId entry,
            Optional<OccurrenceKey> occurrence,
            Scope scope,
            OptionalLong expectedRevision)
            implements EntryCommand {}

    /** Moves the whole entry to another calendar. */
    record MoveEntry(@TargetAggregateIdentifier EntryId entry, CalendarId to)
            implements EntryCommand {}

    /**
     * Adds a tag in the scope, beside the tags that each part and each occurrence has of its own;
     * where it is already, in whatever capitals, nothing changes. Refuses with Invalid a tag more
     * than {@link #MOST_TAGS}. The scope is as for {@link UpdateEntry}.
     */
    record TagEntry(
            @TargetAggregateIdentifier EntryId entry,
            Optional<OccurrenceKey> occurrence,
            Scope scope,
            String tag)
            implements EntryCommand {}

    /**
     * Somebody who is invited answers, to one occurrence, or without {@code occurrence} to the
     * entry and all of its occurrences. The answer takes the place of the whole earlier one;
     * nothing new is no fact. Refuses with NotFound whoever is not invited, and a response that
     * only the attendee's own program can give in full (DELEGATED names a delegate).
     */
    record Respond(
            @TargetAggregateIdentifier EntryId entry,
            Optional<OccurrenceKey> occurrence,
            MailAddress address,
            Answer answer)
            implements EntryCommand {}

    /**
     * Makes the entry what an iCalendar object says: created when absent or deleted, else only real
     * differences become facts. Answers an {@link ImportResult}.
     */
    record ImportEntry(
            @TargetAggregateIdentifier EntryId entry,
            CalendarId calendar,
            UserId creator,
            ImportedEntry content)
            implements EntryCommand {}

    /**
     * Makes one occurrence of a series what an iCalendar object says that holds nothing else of it
     * (RFC 5545 3.8.4.4): only real differences become facts, all other occurrences stay what they
     * are, and one that was deleted takes place again. Answers an {@link ImportResult}.
     *
     * @param part the key at which the part begins that has the occurrence
     * @throws almanac.message.Rejected with NotFound where the entry is not there, NoSuchOccurrence
     *     where it does not repeat, no part begins at the key, or the part has no such start
     */
    record ImportOccurrence(
            @TargetAggregateIdentifier EntryId entry, OccurrenceKey part, ImportedOverride content)
            implements EntryCommand {}

    /**
     * Makes an entry of what a file or a provider has and nothing here knows, as {@link MergeEntry}
     * makes a first part. Nothing is read before: an entry that has a past is refused when it is
     * stored, and its sender imports or merges instead. Answers an {@link ImportResult}.
     */
    record WelcomeEntry(
            @TargetAggregateIdentifier EntryId entry,
            CalendarId calendar,
            UserId creator,
            ImportedEntry content)
            implements EntryCommand {}

    /**
     * Makes one part of an entry (see {@link EntryPart}) what its object at a provider says: only
     * real differences become facts, other parts stay what they are, and the entry stays on its
     * calendar. The first part of an entry that is not there is created. Answers an {@link
     * ImportResult}.
     *
     * <p>A part ends where the next one begins: what its content says of later days is left out,
     * and so are exceptions that lie outside of the part.
     *
     * @param calendar where the entry is created; of no account for one that stands
     * @param part the key at which the part begins
     * @param expectedRevision refuses with StaleRevision when the stream is elsewhere
     * @throws almanac.message.Rejected with NotFound for a later part of an entry that is not
     *     there, NoSuchOccurrence where no part begins at the key, Invalid where a part of several
     *     repeats in finer steps than the whole
     */
    record MergeEntry(
            @TargetAggregateIdentifier EntryId entry,
            CalendarId calendar,
            UserId creator,
            OccurrenceKey part,
            ImportedEntry content,
            OptionalLong expectedRevision)
            implements EntryCommand {}

    /**
     * Makes the entry again what it was; a deleted one comes back under its own id, and one that is
     * on another calendar moves. Nothing differs, nothing is stored.
     *
     * @param content as its facts left it once
     * @param expectedRevision refuses with StaleRevision when the stream is elsewhere
     */
    record RestoreEntry(
            @TargetAggregateIdentifier EntryId entry,
            EntryState.Live content,
            OptionalLong expectedRevision)
            implements EntryCommand {}

    /**
     * Takes words out of an entry that keeps its times: in each part and each occurrence the fields
     * change, and no others, in which it differs from {@code content}, so that what others wrote is
     * not said again. Nothing differs, nothing is stored. Sent in the name of whose words they are:
     * what has to be named to be taken out is sealed with the rest of them.
     *
     * @param content as its facts leave it once those words cannot be read
     * @param expectedRevision refuses with StaleRevision when the stream is elsewhere
     * @throws almanac.message.Rejected with NotFound where the entry is not there, Invalid for
     *     content that is not this entry with other words
     */
    record BlankEntry(
            @TargetAggregateIdentifier EntryId entry,
            EntryState.Live content,
            OptionalLong expectedRevision)
            implements EntryCommand {}

    /**
     * Makes one occurrence again what it was; empty content deletes it. Nothing differs, nothing is
     * stored.
     *
     * @param expectedRevision refuses with StaleRevision when the stream is elsewhere
     * @throws almanac.message.Rejected with NotFound where the entry is not there, NoSuchOccurrence
     *     where the series cannot have that occurrence any more
     */
    record RestoreOccurrence(
            @TargetAggregateIdentifier EntryId entry,
            OccurrenceKey occurrence,
            Optional<Occurrence> content,
            OptionalLong expectedRevision)
            implements EntryCommand {}

    /**
     * Changes what is sent as {@link UpdateEntry} does, in an {@link EntryPart} and all that
     * follow; measured from where the part was planned to begin, whether or not that takes place.
     *
     * @param absences of the part alone
     * @throws almanac.message.Rejected with NoSuchOccurrence where no part begins at the key
     */
    record UpdatePart(
            @TargetAggregateIdentifier EntryId entry,
            OccurrenceKey part,
            List<Change> changes,
            Optional<SpanEdit> span,
            Optional<Optional<Recurrence>> recurrence,
            OptionalLong expectedRevision,
            Absences absences)
            implements EntryCommand {}

    /**
     * Deletes one part of an entry, with the last one the entry. Repeated it changes nothing.
     *
     * @throws almanac.message.Rejected with NotFound where the entry is not there, NoSuchOccurrence
     *     where no part begins at the key
     */
    record DeletePart(
            @TargetAggregateIdentifier EntryId entry,
            OccurrenceKey part,
            OptionalLong expectedRevision)
            implements EntryCommand {}
}
