package almanac.entry;

import almanac.message.Personal;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanPart;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One changed field of an entry, with its new value: the unit of facts, of overrides, of diffs and
 * of merging. An empty value means that the field was cleared. Each attendee is two fields, who
 * they are and what they answered, so that nobody's answer gets in the way of anybody's edit.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "field")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Title.class, name = "title"),
    @JsonSubTypes.Type(value = Change.Description.class, name = "description"),
    @JsonSubTypes.Type(value = Change.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Change.StatusTo.class, name = "status"),
    @JsonSubTypes.Type(value = Change.Color.class, name = "color"),
    @JsonSubTypes.Type(value = Change.Icon.class, name = "icon"),
    @JsonSubTypes.Type(value = Change.Notes.class, name = "notes"),
    @JsonSubTypes.Type(value = Change.Tags.class, name = "tags"),
    @JsonSubTypes.Type(value = Change.Extras.class, name = "extras"),
    @JsonSubTypes.Type(value = Change.Kind.class, name = "kind"),
    @JsonSubTypes.Type(value = Change.PriorityTo.class, name = "priority"),
    @JsonSubTypes.Type(value = Change.Course.class, name = "course"),
    @JsonSubTypes.Type(value = Change.OrganizerTo.class, name = "organizer"),
    @JsonSubTypes.Type(value = Change.Invited.class, name = "invited"),
    @JsonSubTypes.Type(value = Change.Uninvited.class, name = "uninvited"),
    @JsonSubTypes.Type(value = Change.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Change.SequenceTo.class, name = "sequence"),
    @JsonSubTypes.Type(value = Change.When.class, name = "when"),
    @JsonSubTypes.Type(value = Change.Reshaped.class, name = "reshaped"),
    @JsonSubTypes.Type(value = Change.Repeats.class, name = "repeats")
})
public sealed interface Change {

    /**
     * Whether nothing is left of the other change once this one is made: it is of the same field.
     */
    default boolean replaces(Change other) {
        return getClass().equals(other.getClass());
    }

    record Title(@Personal String to) implements Change {}

    record Description(@Personal Optional<String> to) implements Change {}

    record Location(@Personal Optional<String> to) implements Change {}

    record StatusTo(Status to) implements Change {}

    record Color(Optional<String> to) implements Change {}

    record Icon(Optional<String> to) implements Change {}

    record Notes(@Personal Optional<String> to) implements Change {}

    record Tags(@Personal List<String> to) implements Change {}

    record Extras(@Personal List<String> to) implements Change {}

    record Kind(Optional<EntryKind> to) implements Change {}

    record PriorityTo(Optional<Priority> to) implements Change {}

    record Course(@Personal Optional<String> to) implements Change {}

    record OrganizerTo(@Personal Optional<Organizer> to) implements Change {}

    /** Invites, or describes anew: who is there already keeps their answer. */
    record Invited(Invitee to) implements Change {
        @Override
        public boolean replaces(Change other) {
            return switch (other) {
                case Invited(var invitee) -> to.address().same(invitee.address());
                case Uninvited(var address) -> to.address().same(address);
                default -> false;
            };
        }
    }

    record Uninvited(@Personal(erased = Personal.NO_ADDRESS) MailAddress address)
            implements Change {
        @Override
        public boolean replaces(Change other) {
            return switch (other) {
                case Invited(var invitee) -> address.same(invitee.address());
                case Uninvited(var gone) -> address.same(gone);
                case Answered(var by, var answer) -> address.same(by);
                default -> false;
            };
        }
    }

    /** Of no account for who is not invited. */
    record Answered(@Personal(erased = Personal.NO_ADDRESS) MailAddress address, Answer to)
            implements Change {
        @Override
        public boolean replaces(Change other) {
            return other instanceof Answered(var by, var answer) && address.same(by);
        }
    }

    record SequenceTo(int to) implements Change {}

    /** The absolute time of a single entry or of one occurrence. */
    record When(Span to) implements Change {}

    /**
     * The time of many occurrences: each moves by whole days and takes of the shape what was sent.
     *
     * @param days how far every occurrence moves; may be negative
     * @param shape that of the occurrence for which it was sent
     * @param sent what all others take of it too, each into its own time; one that has a time of
     *     its own moves along unless it was moved to a day of its own. Empty in facts that were
     *     stored before it was kept: then all take the whole shape, and one that has a time of its
     *     own stays on its day (docs/adr/0028)
     * @param bySeconds how far each start moves besides, where parts of a series have several times
     *     of day: no one start can be said for them. Empty where all take that of the shape
     */
    record Reshaped(
            long days,
            Shape shape,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Set<SpanPart>> sent,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong bySeconds)
            implements Change {

        public Reshaped {
            sent = sent.map(TreeSet::new).map(Collections::unmodifiableSortedSet);
        }

        /** One whose start is that of all. */
        public Reshaped(long days, Shape shape, Optional<Set<SpanPart>> sent) {
            this(days, shape, sent, OptionalLong.empty());
        }

        /** What becomes of a shape that it reaches. */
        public Shape of(Shape own) {
            return taken(own, shape);
        }

        /** What becomes of the span with which a part that it reaches begins. */
        public Span of(Span first) {
            var start = first.localStart().plusDays(days);
            if (bySeconds.isPresent()
                    && first instanceof Span.Timed
                    && shape instanceof Shape.Timed timed) {
                var moved = start.plusSeconds(bySeconds.getAsLong());
                return taken(first.shape(), timed.at(moved.toLocalTime())).on(moved.toLocalDate());
            }
            return of(first.shape()).on(start.toLocalDate());
        }

        private Shape taken(Shape own, Shape from) {
            return sent.map(parts -> own.taking(parts, from)).orElse(from);
        }
    }

    /**
     * A new recurrence from {@code first} on; absent turns a series into the single entry {@code
     * first}.
     *
     * @param numbering set when this makes a single entry a series, or when the steps of a series
     *     must become finer
     * @param survivor the occurrence that the single entry was, where it is one: a movement may
     *     have been folded into {@code first}, so that cannot tell. Empty in facts that were stored
     *     before it was kept (docs/adr/0033)
     */
    record Repeats(
            Span first,
            Optional<Recurrence> to,
            Optional<Numbering> numbering,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OccurrenceKey> survivor)
            implements Change {

        /** One that leaves a series, or no occurrence that could be named. */
        public Repeats(Span first, Optional<Recurrence> to, Optional<Numbering> numbering) {
            this(first, to, numbering, Optional.empty());
        }
    }
}
