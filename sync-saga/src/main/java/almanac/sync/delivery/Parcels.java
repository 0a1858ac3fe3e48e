package almanac.sync.delivery;

import almanac.sync.store.JsonText;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Parcels as documents; their content as JSON. */
public final class Parcels<T> {

    private static final Date FREE = new Date(0);
    private static final String CAUSE = "cause";

    private final JsonText<T> contents;

    public Parcels(ObjectMapper mapper, Class<T> type) {
        this.contents = new JsonText<>(mapper, type);
    }

    Document waiting(Parcel<T> parcel, Date now, Optional<String> cause) {
        var document = waiting(parcel, now);
        cause.ifPresent(its -> document.append(CAUSE, its));
        return document;
    }

    private Document waiting(Parcel<T> parcel, Date now) {
        return new Document("_id", parcel.id())
                .append("group", parcel.group())
                .append("lane", parcel.lane())
                .append("position", parcel.position())
                .append("content", contents.write(parcel.content()))
                .append("state", Sent.State.WAITING.name())
                .append("attempts", 0)
                .append("note", "")
                .append("notBefore", FREE)
                .append("until", FREE)
                .append("fence", 0L)
                .append("since", now)
                .append("changedAt", now);
    }

    /** What a parcel holds, as JSON. */
    String text(Parcel<T> parcel) {
        return contents.write(parcel.content());
    }

    private Parcel<T> parcel(Document document) {
        return new Parcel<>(
                document.getString("_id"),
                document.getString("group"),
                document.getString("lane"),
                document.getLong("position"),
                contents.read(document.getString("content")));
    }

    /** The claim that began with the document as it was before. */
    Claim<T> claim(Document before) {
        return new Claim<>(
                parcel(before),
                before.getLong("fence") + 1,
                before.getInteger("attempts"),
                before.getDate("since").toInstant(),
                Optional.ofNullable(before.getString(CAUSE)));
    }

    Sent<T> sent(Document document) {
        var state = Sent.State.valueOf(document.getString("state"));
        return new Sent<>(
                parcel(document),
                state,
                document.getInteger("attempts"),
                document.getString("note"),
                state == Sent.State.WAITING ? Optional.of(due(document)) : Optional.empty(),
                document.getDate("changedAt").toInstant());
    }

    /** What waits for nothing could have gone as soon as it was there. */
    private static Instant due(Document document) {
        var rests = document.getDate("notBefore");
        return (rests.equals(FREE) ? document.getDate("since") : rests).toInstant();
    }
}
