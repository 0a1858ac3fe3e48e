package almanac.store;

import almanac.store.Commit.Line;
import almanac.store.Commit.Placed;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits straight off the wire: the maps that a {@link Document} would need on the way are
 * the larger part of what reading many of them costs. Understands what {@link CommitCodec} writes.
 */
final class PlacedCodec implements Codec<Placed> {

    private PlacedCodec() {}

    /** The same commits, read so. */
    static MongoCollection<Placed> reading(MongoCollection<Document> commits) {
        return commits.withDocumentClass(Placed.class)
                .withCodecRegistry(
                        CodecRegistries.fromRegistries(
                                CodecRegistries.fromCodecs(new PlacedCodec()),
                                commits.getCodecRegistry()));
    }

    @Override
    public Placed decode(BsonReader in, DecoderContext context) {
        String id = null;
        String stream = null;
        long position = -1;
        long first = 0;
        long last = 0;
        List<Line> lines = new ArrayList<>();
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case CommitCodec.POSITION -> position = in.readInt64();
                case CommitCodec.COMMIT -> id = in.readString();
                case CommitCodec.STREAM -> stream = in.readString();
                case CommitCodec.FIRST -> first = in.readInt64();
                case CommitCodec.LAST -> last = in.readInt64();
                case CommitCodec.FACTS -> lines(in, lines);
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new Commit(required(id), required(stream), first, last, lines).at(position);
    }

    private static void lines(BsonReader in, List<Line> lines) {
        in.readStartArray();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            lines.add(line(in));
        }
        in.readEndArray();
    }

    private static Line line(BsonReader in) {
        String id = null;
        String at = null;
        String name = null;
        String data = null;
        String meta = null;
        Optional<String> revision = Optional.empty();
        Optional<String> type = Optional.empty();
        OptionalLong sequence = OptionalLong.empty();
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (in.readName()) {
                case CommitCodec.ID -> id = in.readString();
                case CommitCodec.AT -> at = in.readString();
                case CommitCodec.NAME -> name = in.readString();
                case CommitCodec.REVISION -> revision = Optional.of(in.readString());
                case CommitCodec.TYPE -> type = Optional.of(in.readString());
                case CommitCodec.SEQUENCE -> sequence = OptionalLong.of(in.readInt64());
                case CommitCodec.DATA -> data = in.readString();
                case CommitCodec.META -> meta = in.readString();
                default -> in.skipValue();
            }
        }
        in.readEndDocument();
        return new Line(
                required(id),
                required(at),
                required(name),
                revision,
                type,
                sequence,
                required(data),
                required(meta));
    }

    private static String required(@Nullable String field) {
        return Objects.requireNonNull(field, "a commit lacks a field");
    }

    @Override
    public void encode(BsonWriter out, Placed placed, EncoderContext context) {
        throw new UnsupportedOperationException("commits are written as documents");
    }

    @Override
    public Class<Placed> getEncoderClass() {
        return Placed.class;
    }
}
