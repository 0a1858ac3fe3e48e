package almanac.entry;

/** Somebody who is invited, with what they said. */
public record Attendee(Invitee invitee, Answer answer) {

    /** Invited, and silent so far. */
    public static Attendee silent(Invitee invitee) {
        return new Attendee(invitee, Answer.NONE);
    }

    public MailAddress address() {
        return invitee.address();
    }
}
