package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The process that is killed: each of its threads does the same numbered steps and prints each one
 * after it was acknowledged. A step is known by its number, so anyone can say what must be stored
 * after it.
 */
final class Writers {

    static final int THREADS = 4;

    private Writers() {}

    public static void main(String[] args) {
        Checkpointer.Limits small = new Checkpointer.Limits(20_000, 4 << 20);
        EmbeddedMongo store =
                EmbeddedMongo.open(Path.of(args[0]), Durability.valueOf(args[1]), small);

        int round = Integer.parseInt(args[2]);
        Opened opened = Opened.of(store);
        opened.collection().createIndex(Indexes.ascending("owner", "version"));
        opened.collection()
                .createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        for (int thread = 0; thread < THREADS; thread++) {
            String owner = round + "-" + thread;
            Thread.ofPlatform().start(() -> write(opened.collection(), owner));
        }
    }

    private static void write(MongoCollection<Document> things, String owner) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        for (int step = 1; ; step++) {
            apply(things, owner, step);
            try {
                out.write((owner + " " + step + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void apply(MongoCollection<Document> things, String owner, int step) {
        String id = owner + "/" + step;
        switch (step % 4) {
            case 1, 2 ->
                    things.insertOne(
                            new Document("_id", id)
                                    .append("owner", owner)
                                    .append("number", id)
                                    .append("version", 0)
                                    .append("tags", List.of(step, "x".repeat(100))));
            case 3 ->
                    things.updateOne(
                            eq("_id", owner + "/" + (step - 1)),
                            new Document("$set", new Document("version", step)));
            default -> things.deleteOne(eq("_id", owner + "/" + (step - 3)));
        }
    }

    /** The version of each document after the steps of one owner. */
    static Map<String, Integer> after(String owner, int steps) {
        Map<String, Integer> versions = new TreeMap<>();
        for (int step = 1; step <= steps; step++) {
            switch (step % 4) {
                case 1, 2 -> versions.put(owner + "/" + step, 0);
                case 3 -> versions.put(owner + "/" + (step - 1), step);
                default -> versions.remove(owner + "/" + (step - 3));
            }
        }
        return versions;
    }
}
