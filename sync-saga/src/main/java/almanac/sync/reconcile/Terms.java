package almanac.sync.reconcile;

import almanac.connection.ConflictPolicy;
import almanac.connection.Side;
import almanac.connection.TraceLine.Reason;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * On which terms two sides are merged.
 *
 * @param standing what we may do with the provider's object; OURS where there is none
 * @param push whether local edits go to the provider at all
 * @param address as which the account is invited, where it is
 */
public record Terms(
        ConflictPolicy policy,
        Instant localEditedAt,
        Instant remoteEditedAt,
        Standing standing,
        boolean push,
        Optional<String> address) {

    private static final String PLACE = "whether it takes place";

    /** Everything may be pushed. */
    public static Terms of(ConflictPolicy policy, Instant localEditedAt, Instant remoteEditedAt) {
        return new Terms(
                policy, localEditedAt, remoteEditedAt, Standing.OURS, true, Optional.empty());
    }

    /** Whose value stands where both changed a field; of edits at the same instant ours. */
    Side winner() {
        return switch (policy) {
            case LOCAL -> Side.LOCAL;
            case PROVIDER -> Side.PROVIDER;
            case NEWEST -> remoteEditedAt.isAfter(localEditedAt) ? Side.PROVIDER : Side.LOCAL;
        };
    }

    /** Whether objects may be created and deleted at the provider, and all their fields changed. */
    boolean pushesAll() {
        return push && standing == Standing.OURS;
    }

    boolean pushes(Field field) {
        return pushesAll()
                || push
                        && standing == Standing.INVITED
                        && address.map(Field::attendee).filter(field::equals).isPresent();
    }

    /** Of what only shows when somebody is busy, nothing but times are taken. */
    boolean takes(Field field) {
        return standing != Standing.BUSY_ONLY
                || field.equals(Field.WHEN)
                || field.equals(Field.REPEATS)
                || field.equals(Field.EXISTENCE);
    }

    /**
     * Whether an edit of the provider's side brings back what was deleted here. What guests answer
     * is none of an event; nor is, where somebody else invites, whom they invite.
     */
    boolean revives(Field field) {
        return takes(field)
                && !field.isAnswer()
                && (standing == Standing.OURS || !field.isInvitation());
    }

    /** Why edits of these fields stay here, in words. */
    String heldBack(Set<Field> fields) {
        var named =
                fields.stream()
                        .map(field -> field.equals(Field.EXISTENCE) ? PLACE : field.name())
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (!push) {
            return "this calendar only takes what the provider has: " + named;
        }
        return (standing == Standing.INVITED
                        ? "only the organizer may change "
                        : "at the provider this account may not change ")
                + named;
    }

    /** Why an edit of ours stays here. */
    Reason heldBack() {
        return push && (standing == Standing.READ_ONLY || standing == Standing.BUSY_ONLY)
                ? Reason.READ_ONLY
                : Reason.FILTERED;
    }
}
