package almanac.query.feed;

import almanac.entry.EntryFact;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Stamped;
import almanac.query.rebuild.StreamMaking;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Presences in whichever generation; each needs nothing but the facts of its own entry. */
final class FeedMaking implements StreamMaking<EntryFact> {

    private final Place place;
    private final Floors floors;

    FeedMaking(Place place, Floors floors) {
        this.place = place;
        this.floors = floors;
    }

    /** What is read now. */
    PresenceStore live() {
        return new PresenceStore(place.live());
    }

    @Override
    public Class<EntryFact> facts() {
        return EntryFact.class;
    }

    @Override
    public String streams() {
        return "entry-";
    }

    @Override
    public List<Place> places() {
        return List.of(place);
    }

    @Override
    public void ensureIndexes(int generation) {
        in(generation).ensureIndexes();
    }

    @Override
    public void write(int generation, List<Stamped<EntryFact>> facts) {
        in(generation).write(facts);
    }

    @Override
    public void begin(int generation, List<Stamped<EntryFact>> facts) {
        in(generation).write(facts);
    }

    @Override
    public void again(int generation, List<Stamped<EntryFact>> facts) {
        var presences = in(generation);
        facts.stream().map(each -> each.fact().entry()).distinct().forEach(presences::forgetEntry);
        presences.write(facts);
    }

    /** What left its calendar so long ago that it may be forgotten says nothing any more. */
    @Override
    public Optional<Document> said(ReadModel model, Document document) {
        var presence = PresenceCodec.presence(document);
        return presence.left().isPresent() && presence.position() <= floors.of(presence.calendar())
                ? Optional.empty()
                : Optional.of(document);
    }

    private PresenceStore in(int generation) {
        return new PresenceStore(place.in(generation));
    }
}
