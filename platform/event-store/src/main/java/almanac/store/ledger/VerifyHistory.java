package almanac.store.ledger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that verifies an exported history without its server: {@code FILE --key KEY [--anchor
 * FILE]}. Ends with 0 if all of it fits, 1 if something does not, 2 if it cannot tell.
 */
public final class VerifyHistory {

    private static final String USAGE =
            "verify-history FILE --key PUBLICKEY [--key EARLIER] [--anchor FILE]";

    private final List<String> keys = new ArrayList<>();
    private final List<Checkpoint> anchors = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    private VerifyHistory() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** The exit code. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            var its = new VerifyHistory();
            its.read(arguments);
            var proof = its.prove();
            out.print(told(proof, its.anchors.size()));
            return proof.holds() ? 0 : 1;
        } catch (CharacterCodingException garbled) {
            err.println("NOT PROVEN: the file holds bytes that are no UTF-8");
            return 1;
        } catch (IOException unreadable) {
            err.println("cannot read " + unreadable.getMessage());
        } catch (IllegalArgumentException refused) {
            err.println(refused.getMessage());
        }
        return 2;
    }

    private void read(List<String> arguments) throws IOException {
        for (var at = 0; at < arguments.size(); at++) {
            var it = arguments.get(at);
            switch (it) {
                case "--key" -> keys.add(key(value(arguments, ++at)));
                case "--anchor" -> anchor(Path.of(value(arguments, ++at)));
                default -> files.add(Path.of(it));
            }
        }
        if (files.size() != 1 || keys.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments.get(at);
    }

    /** The key itself, or the name of a file that holds it. */
    private static String key(String given) throws IOException {
        return Files.isRegularFile(Path.of(given)) ? Files.readString(Path.of(given)) : given;
    }

    private void anchor(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var found = HistoryFile.anchors(lines);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no checkpoint in " + file);
            }
            anchors.addAll(found);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(file + ": " + none.getMessage(), none);
        }
    }

    private Proof prove() throws IOException {
        try (var lines = Files.newBufferedReader(files.getFirst())) {
            return HistoryFile.prove(lines, LedgerKeys.of(keys), anchors);
        }
    }

    private static String told(Proof proof, int anchors) {
        var text = new StringBuilder();
        proof.problem()
                .ifPresent(it -> {
                    text.append("NOT PROVEN: position ").append(it.position());
                    it.stream().ifPresent(stream -> text.append(" of ").append(stream));
                    text.append(": ").append(it.what()).append('\n');
                });
        proof.proven()
                .ifPresentOrElse(
                        it -> text.append(proven(it)), () -> text.append("proven: nothing\n"));
        if (proof.holds()) {
            text.append("newer: ")
                    .append(proof.newer())
                    .append(" facts that no checkpoint covers yet\n");
            text.append("kept checkpoints found: ").append(anchors).append('\n');
        }
        return text.toString();
    }

    private static String proven(Checkpoint it) {
        return "proven: positions 0 to "
                + it.position()
                + ", by checkpoint "
                + it.number()
                + " of "
                + it.at()
                + " with the key "
                + it.key()
                + "\n";
    }
}
