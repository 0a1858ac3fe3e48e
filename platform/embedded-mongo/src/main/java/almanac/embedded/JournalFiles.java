package almanac.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbered journal files beside a data file. */
record JournalFiles(Path data) {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);

    Path file(long number) {
        return data.resolveSibling(prefix() + number);
    }

    List<Long> numbers() throws IOException {
        try (Stream<Path> siblings = Files.list(data.toAbsolutePath().getParent())) {
            return siblings.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\Q" + prefix() + "\\E\\d+"))
                    .map(name -> Long.valueOf(name.substring(prefix().length())))
                    .sorted()
                    .toList();
        }
    }

    /** Makes the name of a new file as durable as what will be in it. */
    void syncFolder() {
        try (FileChannel folder =
                FileChannel.open(data.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOG.debug("this system does not sync folders", e);
        }
    }

    void deleteBelow(long number) throws IOException {
        for (long old : numbers()) {
            if (old < number) {
                Files.deleteIfExists(file(old));
            }
        }
    }

    /**
     * Hands on the records in the order they were written, up to the first that is torn or damaged.
     */
    void replay(Consumer<byte[]> records) throws IOException {
        for (long number : numbers()) {
            OwnerOnly.file(file(number));
            if (!replay(file(number), records)) {
                return;
            }
        }
    }

    private static boolean replay(Path file, Consumer<byte[]> records) throws IOException {
        long left = Files.size(file);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (left >= Batch.HEADER) {
                int length = in.readInt();
                int checksum = in.readInt();
                left -= Batch.HEADER;
                if (length <= 0 || length > left) {
                    return torn(file, left);
                }
                byte[] payload = in.readNBytes(length);
                left -= length;
                if (checksum != Batch.checksum(payload, 0, length)) {
                    return torn(file, left);
                }
                records.accept(payload);
            }
        }
        return left == 0 || torn(file, left);
    }

    private static boolean torn(Path file, long left) {
        LOG.warn(
                "{} ends in a record that was never finished ({} bytes are dropped)",
                file.getFileName(),
                left);
        return false;
    }

    private String prefix() {
        return data.getFileName() + ".journal.";
    }

    long dataBytes() {
        try {
            return Files.size(data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
