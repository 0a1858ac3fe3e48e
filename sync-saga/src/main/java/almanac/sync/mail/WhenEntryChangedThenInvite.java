package almanac.sync.mail;

import almanac.entry.EntryFact;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Parcel;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.MetaData;

/**
 * Puts a mail into the outbox for each person that a change concerns, where its writer wanted them
 * told. What came in from a provider or a file, and what rules did, tells nobody: whoever wrote it
 * there has told them.
 *
 * <p>Handled again, a change finds its mails in the outbox. Where mails are off they are not kept
 * for later either.
 */
@ProcessingGroup(WhenEntryChangedThenInvite.GROUP)
@DisallowReplay
public final class WhenEntryChangedThenInvite {

    /** A processor of its own: mails hold nobody up. */
    public static final String GROUP = "mails";

    private final Office office;
    private final Outbox<Posting> outbox;
    private final boolean on;

    WhenEntryChangedThenInvite(Office office, Outbox<Posting> outbox, boolean on) {
        this.office = office;
        this.outbox = outbox;
        this.on = on;
    }

    @EventHandler
    void on(EntryFact fact, @SequenceNumber long sequence, MetaData meta) {
        if (on && Notice.from(meta) == Notice.ATTENDEES) {
            writer(meta)
                    .ifPresent(writer ->
                            office.beginning(fact.entry(), sequence)
                                    .ifPresent(commit -> post(commit, writer)));
        }
    }

    private static Optional<Actor> writer(Map<String, ?> meta) {
        return Actor.from(meta)
                .filter(actor ->
                        switch (actor.origin().kind()) {
                            case USER, API_KEY, OPERATOR -> true;
                            case CONNECTION, RULE, IMPORT, SYSTEM -> false;
                        });
    }

    private void post(Commit commit, Actor writer) {
        for (var letter : office.letters(commit)) {
            var posting = new Posting(commit.entry(), commit.first(), letter.to(), writer.user());
            outbox.add(
                    new Parcel<>(
                            posting.id(),
                            Postman.SERVER,
                            posting.lane(),
                            posting.sequence(),
                            posting));
        }
    }
}
