package almanac.store.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads history as {@link LedgerLines} wrote it. Takes one line after another. */
public final class HistoryFile {

    private final Verification verification;
    private long line;
    private long checkpoints;
    private boolean begun;
    private boolean ended;

    private HistoryFile(Verification verification) {
        this.verification = verification;
    }

    /** How far the history in there is proven. */
    public static Proof prove(BufferedReader lines, LedgerKeys keys, List<Checkpoint> anchors)
            throws IOException {
        var file = new HistoryFile(new Verification(keys, anchors, Heads.unbounded()));
        for (var text = lines.readLine();
                text != null && !file.verification.failed();
                text = lines.readLine()) {
            file.take(text);
        }
        if (!file.ended) {
            file.flaw("the file is cut off behind line " + file.line);
        }
        return file.verification.end();
    }

    /**
     * Checkpoints that were kept, one in each line.
     *
     * @throws IllegalArgumentException if a line is none
     */
    public static List<Checkpoint> anchors(BufferedReader lines) throws IOException {
        var all = new ArrayList<Checkpoint>();
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            if (!text.isBlank()) {
                all.add(LedgerLines.checkpoint(JsonLine.parse(text)));
            }
        }
        return all;
    }

    private void take(String text) {
        line++;
        try {
            var fields = JsonLine.parse(text);
            var kind = LedgerLines.maybe(fields, LedgerLines.KIND).orElse("");
            if (ended) {
                flaw("line " + line + " stands behind the end");
            } else if (!begun) {
                begin(kind, LedgerLines.number(fields, "format"));
            } else if (kind.equals(LedgerLines.FACT)) {
                verification.fact(LedgerLines.fact(fields), LedgerLines.link(fields));
            } else if (kind.equals(LedgerLines.CHECKPOINT)) {
                checkpoints++;
                verification.checkpoint(LedgerLines.checkpoint(fields));
            } else if (kind.equals(LedgerLines.END)) {
                end(LedgerLines.number(fields, "facts"), LedgerLines.number(fields, "checkpoints"));
            } else {
                flaw("line " + line + " is neither a fact nor a checkpoint");
            }
        } catch (IllegalArgumentException unreadable) {
            flaw("line " + line + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void begin(String kind, long format) {
        begun = true;
        if (!kind.equals(LedgerLines.BEGIN) || format != LedgerLines.FORMAT) {
            flaw("this is no history of format " + LedgerLines.FORMAT);
        }
    }

    private void end(long facts, long told) {
        ended = true;
        if (facts != verification.next() || told != checkpoints) {
            flaw(
                    "the end tells of "
                            + facts
                            + " facts and "
                            + told
                            + " checkpoints, here are "
                            + verification.next()
                            + " and "
                            + checkpoints);
        }
    }

    private void flaw(String what) {
        verification.flaw(verification.next(), Optional.empty(), what);
    }
}
