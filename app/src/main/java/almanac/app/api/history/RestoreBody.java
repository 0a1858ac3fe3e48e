package almanac.app.api.history;

import almanac.app.web.Exact;
import almanac.app.web.Instants;
import almanac.app.web.Patch;
import almanac.entry.EntryNumber;
import almanac.history.Moment;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** To when something goes back, and whether only to say what that would change. */
@Exact
@Schema(name = "Restore")
record RestoreBody(
        @Schema(
                        implementation = String.class,
                        example = "2026-04-01T15:30:00.000Z",
                        description = "an instant; or revision")
                Patch<String> at,
        @Schema(
                        implementation = Long.class,
                        description =
                                "the sequence of one of its own facts in its history; of a comment,"
                                        + " of one of its thread")
                Patch<Long> revision,
        @Schema(implementation = Long.class, description = "of events: only this occurrence")
                Patch<Long> occurrence,
        @Schema(implementation = Boolean.class, defaultValue = "false") Patch<Boolean> dryRun,
        @Schema(
                        implementation = String.class,
                        maxLength = 500,
                        description = "of operators: why; it is recorded")
                Patch<String> reason) {

    boolean dry() {
        return dry(dryRun);
    }

    /** Nobody guesses what null may mean, since one of the two cannot be taken back. */
    static boolean dry(Patch<Boolean> sent) {
        return switch (sent) {
            case Patch.Absent<Boolean>() -> false;
            case Patch.Null<Boolean>() ->
                    throw Rejected.invalid("dryRun", "dryRun must be true or false");
            case Patch.Value<Boolean>(var value) -> value;
        };
    }

    /** Empty where nobody says why, or nothing is done. */
    Optional<String> why() {
        return dry() ? Optional.empty() : reason.present();
    }

    /** Of what has no occurrences. */
    Moment whole(Instants instants) {
        if (!occurrence.isAbsent()) {
            throw Rejected.invalid("occurrence", "occurrence is of events only");
        }
        return moment(instants);
    }

    Moment moment(Instants instants) {
        if (at.present().isPresent() == revision.present().isPresent()) {
            throw Rejected.invalid("at", "either at or revision is required");
        }
        return revision.present()
                .<Moment>map(RestoreBody::numbered)
                .orElseGet(() -> new Moment.At(instants.past("at", at.present().orElseThrow())));
    }

    private static Moment.Revision numbered(long sent) {
        if (sent < 0) {
            throw new Rejected(
                    new Rejection.Invalid(
                            "revision", "revision must not be negative", Long.toString(sent)));
        }
        return new Moment.Revision(sent);
    }

    /** What goes back: the event of the path, or one occurrence of it. */
    EntryNumber target(EntryNumber event) {
        return occurrence
                .present()
                .map(sent ->
                        EntryNumber.parse(sent)
                                .filter(it -> it.entry().equals(event.entry()))
                                .filter(it -> it.occurrence().isPresent())
                                .orElseThrow(() ->
                                        new Rejected(
                                                new Rejection.Invalid(
                                                        "occurrence",
                                                        "occurrence must be an occurrence of this"
                                                                + " event",
                                                        Long.toString(sent)))))
                .orElse(event);
    }
}
