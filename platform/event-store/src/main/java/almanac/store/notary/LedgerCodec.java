package almanac.store.notary;

import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** The documents of the ledger. Field names are part of the stored format. */
final class LedgerCodec {

    static final String NOTARY = "notary";
    static final String OWNER = "owner";
    static final String FENCE = "fence";
    static final String UNTIL = "until";
    static final String NEXT = "next";
    static final String LINKS = "links";
    private static final String RUNNING = "running";
    private static final String LAST = "last";

    private LedgerCodec() {}

    static Document document(Standing standing) {
        var document =
                new Document("_id", NOTARY)
                        .append(OWNER, standing.owner())
                        .append(FENCE, standing.fence())
                        .append(UNTIL, Date.from(standing.until()))
                        .append(NEXT, standing.next())
                        .append(RUNNING, standing.running().toString())
                        .append(LINKS, packed(standing.links()));
        standing.last().ifPresent(it -> document.append(LAST, document(it)));
        return document;
    }

    static Standing standing(Document document) {
        return new Standing(
                document.getString(OWNER),
                document.getLong(FENCE),
                document.getDate(UNTIL).toInstant(),
                document.getLong(NEXT),
                Hash.parse(document.getString(RUNNING)),
                Optional.ofNullable(document.get(LAST, Document.class))
                        .map(LedgerCodec::checkpoint),
                links(document));
    }

    static Document links(long first, List<Hash> links) {
        return new Document("_id", first).append(LINKS, packed(links));
    }

    private static Binary packed(List<Hash> links) {
        var all = new byte[links.size() * Hash.BYTES];
        for (var index = 0; index < links.size(); index++) {
            links.get(index).into(all, index * Hash.BYTES);
        }
        return new Binary(all);
    }

    static List<Hash> links(Document document) {
        var all = document.get(LINKS, Binary.class).getData();
        var links = new ArrayList<Hash>(all.length / Hash.BYTES);
        for (var at = 0; at + Hash.BYTES <= all.length; at += Hash.BYTES) {
            links.add(Hash.at(all, at));
        }
        return links;
    }

    static Document document(Checkpoint checkpoint) {
        return new Document("_id", checkpoint.number())
                .append("position", checkpoint.position())
                .append(RUNNING, checkpoint.running().toString())
                .append("at", checkpoint.at())
                .append("previous", checkpoint.previous().toString())
                .append("key", checkpoint.key())
                .append("signature", checkpoint.signature());
    }

    static Checkpoint checkpoint(Document document) {
        return new Checkpoint(
                document.getLong("_id"),
                document.getLong("position"),
                Hash.parse(document.getString(RUNNING)),
                document.getString("at"),
                Hash.parse(document.getString("previous")),
                document.getString("key"),
                document.getString("signature"));
    }

    static Standing beginning() {
        return new Standing("", 0, Instant.EPOCH, 0, Hash.NONE, Optional.empty(), List.of());
    }
}
