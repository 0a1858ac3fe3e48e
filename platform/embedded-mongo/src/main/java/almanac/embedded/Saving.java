package almanac.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings what the maps hold to the data file while others go on writing: they wait for the moment
 * in which the journal changes and the state to save is taken, not for the file.
 */
final class Saving {

    private final Maps maps;
    private final Journal journal;
    private final JournalFiles files;

    /** Held from the mark until it is in the file; taken after the gate, never before it. */
    private final ReentrantLock saving = new ReentrantLock();

    Saving(Maps maps, Journal journal, JournalFiles files) {
        this.maps = maps;
        this.journal = journal;
        this.files = files;
    }

    /**
     * Returns when everything up to now is in the file and its journals are gone.
     *
     * @param gate whoever has it is the only one that writes
     * @param unfinished appends to the journal what its holder has changed so far
     */
    void run(Lock gate, Runnable unfinished) {
        try {
            journal.prepareToRotate();
            long number = mark(gate, unfinished);
            try {
                maps.save();
                files.deleteBelow(number);
            } finally {
                saving.unlock();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long mark(Lock gate, Runnable unfinished) throws IOException {
        gate.lock();
        try {
            unfinished.run();
            saving.lock();
            try {
                long number = journal.rotate();
                maps.mark();
                return number;
            } catch (IOException | RuntimeException e) {
                saving.unlock();
                throw e;
            }
        } finally {
            gate.unlock();
        }
    }

    /**
     * Prepares some chunks of the file that are mostly dead for being written elsewhere by the next
     * run; true when there was something to do. No writer waits for it.
     */
    boolean compactSome(int minimumFillPercent, int bytes) {
        saving.lock();
        try {
            return maps.compact(minimumFillPercent, bytes);
        } finally {
            saving.unlock();
        }
    }
}
