package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.entry.Change;
import almanac.entry.MailAddress;
import java.util.Comparator;
import java.util.Locale;

/**
 * Names what is merged as one: two edits of different fields never disagree.
 *
 * @param name as the {@link Change} is called in JSON, {@code invitee} and {@code response} for
 *     people, or {@link Disagreement#EXISTENCE}
 * @param of tells fields of one name apart, such as the address of an attendee; else empty
 */
public record Field(String name, String of) implements Comparable<Field> {

    static final Field WHEN = new Field("when");
    static final Field REPEATS = new Field("repeats");
    static final Field EXISTENCE = new Field(Disagreement.EXISTENCE);

    private static final String RESPONSE = "response";
    private static final String INVITEE = "invitee";
    private static final String SEQUENCE = "sequence";

    private static final Comparator<Field> ORDER =
            Comparator.comparing(Field::name).thenComparing(Field::of);

    private Field(String name) {
        this(name, "");
    }

    /**
     * What an attendee of this address says; apart from all content. Comes after who is invited,
     * since only who is invited can answer.
     */
    public static Field attendee(String address) {
        return new Field(RESPONSE, address.toLowerCase(Locale.ROOT));
    }

    private static Field invitee(MailAddress address) {
        return new Field(INVITEE, address.text().toLowerCase(Locale.ROOT));
    }

    /** Whether it is what somebody says who is invited. */
    boolean isAnswer() {
        return name.equals(RESPONSE);
    }

    /** Whether it is about who is invited, and since when. */
    boolean isInvitation() {
        return name.equals(INVITEE) || name.equals(SEQUENCE);
    }

    /** The field that a change is of. A new kind of change has to be named here to compile. */
    static Field of(Change change) {
        return switch (change) {
            case Change.Title title -> new Field("title");
            case Change.Description description -> new Field("description");
            case Change.Location location -> new Field("location");
            case Change.StatusTo status -> new Field("status");
            case Change.Color color -> new Field("color");
            case Change.Icon icon -> new Field("icon");
            case Change.Notes notes -> new Field("notes");
            case Change.Tags tags -> new Field("tags");
            case Change.Extras extras -> new Field("extras");
            case Change.Kind kind -> new Field("kind");
            case Change.PriorityTo priority -> new Field("priority");
            case Change.Course course -> new Field("course");
            case Change.OrganizerTo organizer -> new Field("organizer");
            case Change.Invited(var to) -> invitee(to.address());
            case Change.Uninvited(var address) -> invitee(address);
            case Change.Answered(var address, var to) -> attendee(address.text());
            case Change.SequenceTo sequence -> new Field(SEQUENCE);
            case Change.When when -> WHEN;
            case Change.Reshaped reshaped -> new Field("reshaped");
            case Change.Repeats repeats -> REPEATS;
        };
    }

    @Override
    public int compareTo(Field other) {
        return ORDER.compare(this, other);
    }
}
