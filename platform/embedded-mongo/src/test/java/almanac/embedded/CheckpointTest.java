package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others can do while the disk keeps a checkpoint waiting. */
@Timeout(60)
class CheckpointTest {

    private static final Checkpointer.Limits SMALL = new Checkpointer.Limits(100_000, 16 << 20);

    @TempDir Path folder;

    @Test
    void writes_are_acknowledged_while_a_checkpoint_waits_for_the_disk() throws Exception {
        HeldDisk disk = HeldDisk.in(folder);
        try (Opened opened = opened(disk);
                disk) {
            MongoCollection<Document> things = opened.collection();
            writeBeside(disk, things);
            assertThat(disk.isStillHeld()).isTrue();
            assertThat(things.countDocuments(eq("number", 1_049))).isOne();
        }
    }

    @Test
    void a_process_that_dies_while_a_checkpoint_waits_loses_nothing() throws Exception {
        HeldDisk disk = HeldDisk.in(folder);
        Path after = Files.createDirectory(folder.resolve("after"));
        try (Opened opened = opened(disk);
                disk) {
            writeBeside(disk, opened.collection());
            copy(after);
        }
        try (Opened opened = Opened.on(after.resolve(disk.file().getFileName()))) {
            assertThat(opened.collection().countDocuments()).isEqualTo(1_049);
            assertThat(opened.database().runCommand(new Document("validate", "things")))
                    .containsEntry("errors", List.of());
        }
    }

    /** Begins a checkpoint that waits for the disk, and writes on. */
    private static void writeBeside(HeldDisk disk, MongoCollection<Document> things)
            throws Exception {
        things.createIndex(Indexes.ascending("number"));
        things.insertMany(things(0, 10));
        disk.hold();
        things.insertMany(things(10, 1_000));
        disk.awaitWaiting();
        Runnable writes =
                () -> {
                    things.insertMany(things(1_000, 1_050));
                    things.deleteOne(eq("_id", 0));
                };
        // in another thread, so that one that hangs ends the test and not the build
        CompletableFuture.runAsync(writes).get(20, TimeUnit.SECONDS);
    }

    private static Opened opened(HeldDisk disk) {
        return Opened.of(EmbeddedMongo.open(disk.file(), Durability.PROCESS_CRASH, SMALL));
    }

    private void copy(Path to) throws Exception {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static List<Document> things(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        new Document("_id", i).append("number", i).append("text", "x".repeat(200)))
                .toList();
    }
}
