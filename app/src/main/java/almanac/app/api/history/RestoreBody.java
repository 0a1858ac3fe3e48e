package almanac.app.api.history;

import almanac.app.web.Instants;
import almanac.app.web.Patch;
import almanac.entry.EntryNumber;
import almanac.history.Moment;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** To when something goes back, and whether only to say what that would change. */
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
                                "of events: the sequence of one of its own facts in its history")
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
        return dryRun.present().orElse(false);
    }

    /** Empty where nobody says why, or nothing is done. */
    Optional<String> why() {
        return dry() ? Optional.empty() : reason.present();
    }

    AsOf instant(Instants instants) {
        return instants.past(
                "at", at.present().orElseThrow(() -> Rejected.invalid("at", "at is required")));
    }

    Moment moment(Instants instants) {
        if (at.present().isPresent() == revision.present().isPresent()) {
            throw Rejected.invalid("at", "either at or revision is required");
        }
        return revision.present()
                .<Moment>map(RestoreBody::numbered)
                .orElseGet(() -> new Moment.At(instant(instants)));
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
