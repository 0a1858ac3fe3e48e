package almanac.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryFileTest {

    private static final LedgerSigner SIGNER = Histories.SIGNER;
    private static final List<LedgerFact> FACTS = Histories.facts(25, new SplittableRandom(1));
    private final List<String> file = Histories.file(FACTS, 10, SIGNER);

    private static Proof prove(List<String> lines, Checkpoint... anchors) {
        return proven(lines, List.of(SIGNER.publicKey()), anchors);
    }

    private static Proof proven(List<String> lines, List<String> keys, Checkpoint... anchors) {
        try (var reader = new BufferedReader(new StringReader(String.join("\n", lines)))) {
            return HistoryFile.prove(reader, LedgerKeys.of(keys), List.of(anchors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of a fact. */
    private static int line(long position) {
        return (int) (1 + position + position / 10);
    }

    private static void wrong(Proof proof, long position, String what) {
        assertThat(proof.holds()).isFalse();
        assertThat(proof.problem().orElseThrow().what()).contains(what);
        assertThat(proof.problem().orElseThrow().position()).isEqualTo(position);
    }

    @Test
    void a_history_that_nobody_touched_is_proven_up_to_its_last_checkpoint() {
        var proof = prove(file);
        assertThat(proof.problem()).isEmpty();
        assertThat(proof.facts()).isEqualTo(25);
        assertThat(proof.proven().orElseThrow().position()).isEqualTo(19);
        assertThat(proof.newer()).isEqualTo(5);
        assertThat(prove(Histories.file(FACTS, 10, SIGNER, false)).holds()).isTrue();
    }

    @Test
    void a_changed_payload_is_found_where_it_is() {
        file.set(line(13), file.get(line(13)).replace("title", "titel"));
        var proof = prove(file);
        wrong(proof, 13, "not the fact that was noted");
        assertThat(proof.problem().orElseThrow().stream()).contains(FACTS.get(13).stream());
        assertThat(proof.proven().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void changed_metadata_is_found_also_where_the_links_were_left_out() {
        var bare = Histories.file(FACTS, 10, SIGNER, false);
        bare.set(line(3), bare.get(line(3)).replace("actor\\\":\\\"7", "actor\\\":\\\"8"));
        var proof = prove(bare);
        wrong(proof, 0, "from here to 9");
        assertThat(proof.proven()).isEmpty();
    }

    @Test
    void a_change_behind_the_last_checkpoint_is_found_by_its_link() {
        file.set(line(22), file.get(line(22)).replace("title", "titel"));
        wrong(prove(file), 22, "not the fact that was noted");
    }

    @Test
    void a_note_that_was_changed_does_not_accuse_its_fact() {
        file.set(line(13), file.get(line(13)).replaceFirst("\"link\":\"....", "\"link\":\"0000"));
        wrong(prove(file), 13, "the fact is as signed");
    }

    @Test
    void a_fact_that_was_removed_is_missed() {
        file.remove(line(13));
        wrong(prove(file), 13, "missing");
    }

    @Test
    void facts_that_were_removed_before_the_last_checkpoint_are_missed() {
        file.subList(line(18), line(19) + 1).clear();
        wrong(prove(file), 18, "checkpoint 2 covers position 19");
    }

    @Test
    void a_fact_that_was_put_in_stands_out() {
        file.add(line(13), file.get(line(12)));
        wrong(prove(file), 12, "position 13 is due");
    }

    @Test
    void two_facts_that_were_swapped_stand_out() {
        var other = file.get(line(13));
        file.set(line(13), file.get(line(14)));
        file.set(line(14), other);
        wrong(prove(file), 13, "missing");
    }

    @Test
    void a_forged_checkpoint_is_found() {
        var at = line(9) + 1;
        file.set(at, file.get(at).replaceFirst("\"at\":\"2026", "\"at\":\"2025"));
        wrong(prove(file), 9, "forged");
    }

    @Test
    void a_checkpoint_of_another_key_is_not_accepted() {
        var other = Histories.file(FACTS, 10, Histories.signer());
        wrong(prove(other), 9, "none of those given");
    }

    @Test
    void a_checkpoint_that_was_removed_is_missed() {
        file.remove(line(9) + 1);
        wrong(prove(file), 19, "number 1 is due");
    }

    @Test
    void a_cut_file_is_not_proven_but_says_how_far_it_goes() {
        for (var length = 1; length < file.size(); length++) {
            assertThat(prove(file.subList(0, length)).holds()).as("%d lines", length).isFalse();
        }
        var proof = prove(file.subList(0, line(15)));
        wrong(proof, 15, "cut off");
        assertThat(proof.proven().orElseThrow().position()).isEqualTo(9);
        var half = new ArrayList<>(file.subList(0, line(15)));
        half.add(file.get(line(15)).substring(0, 30));
        wrong(prove(half), 15, "cannot be read");
    }

    @Test
    void nothing_is_expected_behind_the_end_and_the_end_tells_the_truth() {
        var longer = new ArrayList<>(file);
        longer.add(file.getLast());
        wrong(prove(longer), 25, "behind the end");
        file.set(file.size() - 1, LedgerLines.end(24, 2));
        wrong(prove(file), 25, "24 facts");
        wrong(prove(List.of("{\"kind\":\"fact\",\"format\":1}")), 0, "no history");
    }

    @Test
    void a_history_that_was_written_anew_with_the_key_is_found_by_a_kept_checkpoint() {
        var kept = Histories.checkpoints(file).getFirst();
        assertThat(prove(file, kept).holds()).isTrue();

        var changed = new ArrayList<>(FACTS);
        changed.set(4, Histories.fact(4, FACTS.get(4).stream(), sequence(4), "another past"));
        var anew = Histories.file(changed, 10, SIGNER);
        assertThat(prove(anew).holds()).as("the key was stolen").isTrue();
        wrong(prove(anew, kept), 9, "written anew");
    }

    private static long sequence(int position) {
        return FACTS.get(position).sequence().orElseThrow();
    }

    @Test
    void a_history_that_was_cut_before_a_kept_checkpoint_is_found() {
        var kept = Histories.checkpoints(file).getLast();
        var cut = Histories.file(FACTS.subList(0, 12), 10, SIGNER);
        assertThat(prove(cut).holds()).isTrue();
        wrong(prove(cut, kept), 19, "history was cut");
    }

    @Test
    void both_keys_are_needed_where_the_key_was_changed() {
        var later = Histories.signer();
        var first = Histories.checkpoints(file).getFirst();
        var second = Histories.checkpoints(file).getLast();
        var at = line(19) + 1;
        file.set(
                at,
                LedgerLines.checkpoint(
                        later.after(
                                java.util.Optional.of(first),
                                19,
                                second.running(),
                                java.time.Instant.parse(second.at()))));
        wrong(prove(file), 19, "none of those given");
        assertThat(proven(file, List.of(SIGNER.publicKey(), later.publicKey())).holds()).isTrue();
    }

    @Test
    void without_a_checkpoint_nothing_is_proven() {
        wrong(prove(Histories.file(FACTS.subList(0, 5), 10, SIGNER)), 0, "nothing is proven");
    }
}
